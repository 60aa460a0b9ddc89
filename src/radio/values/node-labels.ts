/** Names of nodes by node ID. */
type NodeLabels = Readonly<Record<string, string>>;

const maxTextLength = 8_192;
const maxLabelLength = 64;

/** Parses the labels of `save_node_labels_flash`, a JSON object; undefined if it is malformed. */
export function parseLabels(text: string): NodeLabels | undefined {
  if (text.length > maxTextLength) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const labels = Object.entries(json);
  return labels.every(isLabel) ? Object.fromEntries(labels) : undefined;
}

function isLabel(entry: readonly [string, unknown]): entry is [string, string] {
  const [id, label] = entry;
  return /^\d{1,7}$/.test(id) && typeof label === 'string' && label.length <= maxLabelLength;
}

/** Names of nodes by node ID. */
export type NodeLabels = Readonly<Record<string, string>>;

const longestText = 8_192;
const longestLabel = 64;

/** Reads the labels of `save_node_labels_flash`: an object in JSON; undefined where it is none. */
export function parseLabels(text: string): NodeLabels | undefined {
  if (text.length > longestText) return undefined;
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
  return /^\d{1,7}$/.test(id) && typeof label === 'string' && label.length <= longestLabel;
}

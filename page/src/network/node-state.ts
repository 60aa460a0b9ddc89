/** The state of a node for a person, and the colour that goes with it. */
export interface NodeState {
  readonly text: string;
  readonly kind: 'good' | 'medium' | 'bad' | 'plain';
}

/** A radio with ports in GET /nodes. */
export interface RadioSummary {
  readonly lifecycle: string;
  readonly mode: string;
  readonly blackout: { readonly leftMs: number | null } | null;
  readonly health: { readonly ready: boolean };
}

/**
 * The state of a node.
 * @param onAir from the network, which is asked more often than the radios
 * @param radio undefined for a neighbour without ports
 */
export function stateOf(onAir: 'on' | 'blackout' | 'offline', radio?: RadioSummary): NodeState {
  if (onAir === 'offline' || radio?.mode === 'offline') return { text: 'offline', kind: 'bad' };
  if (onAir === 'blackout') return { text: blackoutText(radio), kind: 'medium' };
  if (radio === undefined) return { text: 'on air', kind: 'plain' };
  if (radio.lifecycle !== 'running') return { text: radio.lifecycle, kind: 'medium' };
  if (!radio.health.ready) return { text: 'not ready', kind: 'bad' };
  if (radio.mode !== 'normal') return { text: radio.mode, kind: 'medium' };
  return { text: 'ready', kind: 'good' };
}

function blackoutText(radio: RadioSummary | undefined): string {
  const leftMs = radio?.blackout?.leftMs ?? null;
  return leftMs === null ? 'blackout' : `blackout, ${Math.ceil(leftMs / 1_000)} s`;
}

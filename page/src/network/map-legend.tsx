import { type Level, levelTexts } from './level.js';

const levels: readonly Level[] = ['good', 'medium', 'bad', 'cut'];

/** Legend of the marks and lines of the map. */
export function MapLegend() {
  return (
    <details class="map-legend">
      <summary>Legend</summary>
      <h2>Links, by the worse direction</h2>
      <ul>
        {levels.map((level) => (
          <li key={level}>
            <svg viewBox="0 0 44 8" width="44" height="8" aria-hidden="true">
              <line class={`line-${level}`} x1="0" y1="4" x2="44" y2="4" />
            </svg>
            {levelTexts[level]}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 44 8" width="44" height="8" aria-hidden="true">
            <line class="line-route" x1="0" y1="4" x2="44" y2="4" />
          </svg>
          route to the chosen node
        </li>
      </ul>
      <h2>Nodes</h2>
      <ul>
        <li>
          <span class="legend-mark served" aria-hidden="true" />
          radio with ports
        </li>
        <li>
          <span class="legend-mark" aria-hidden="true" />
          neighbour without ports
        </li>
        <li>
          <span class="legend-mark served origin" aria-hidden="true" />
          routes begin here
        </li>
        <li>
          <span class="legend-mark served state-medium" aria-hidden="true" />
          in blackout or degraded
        </li>
        <li>
          <span class="legend-mark served state-bad" aria-hidden="true" />
          offline or not ready
        </li>
      </ul>
    </details>
  );
}

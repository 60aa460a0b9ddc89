import { fragmentOf } from '../shell/route.js';
import { nodes } from '../simulator/nodes.js';
import { stateOf } from './node-state.js';

/** The radios of a simulator without a network. */
export function RadioTable() {
  const all = nodes.value ?? [];
  return (
    <section class="panel" aria-label="Radios">
      <p>
        This simulator has no network: each of its radios is alone and hears no other. Start it with{' '}
        <code>--network</code> or <code>--radios</code> for a map.
      </p>
      <div class="scroll" role="region" aria-label="Table of radios" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Radio</th>
              <th scope="col">Model</th>
              <th scope="col">State</th>
              <th scope="col">HTTP</th>
            </tr>
          </thead>
          <tbody>
            {all.map((radio) => {
              const state = stateOf(radio.blackout === null ? 'on' : 'blackout', radio);
              return (
                <tr key={radio.node}>
                  <th scope="row">
                    <a href={fragmentOf('radio', radio.node)}>{radio.node}</a>
                  </th>
                  <td>{radio.model}</td>
                  <td>
                    <span class={`badge ${state.kind}`}>{state.text}</span>
                  </td>
                  <td class="mono">{radio.http?.url ?? 'none'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {all.length === 0 && <p class="muted">There is no radio: all have been removed.</p>}
    </section>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { status } from '../simulator/status.js';
import { type ChaosSettings, chaosOf } from './chaos-settings.js';

/** The chaos of the simulator, if it is on. It can't be changed while the simulator runs. */
export function ChaosPanel() {
  const chaos = useChaos();
  if (chaos === undefined) return null;
  const { seed, stats } = status.value ?? {};
  const bends = Object.entries(stats?.chaos ?? {}).sort(([, a], [, b]) => b - a);
  const total = bends.reduce((sum, [, count]) => sum + count, 0);
  return (
    <section class="panel" aria-labelledby="chaos">
      <h2 id="chaos">Chaos</h2>
      <p class="muted">It is set at the start of the simulator, with start --chaos.</p>
      <dl>
        <dt>Level</dt>
        <dd>{chaos.level}</dd>
        <dt>Share of exchanges</dt>
        <dd>{chaos.share}</dd>
        <dt>Stages</dt>
        <dd>{chaos.stages}</dd>
        {chaos.only !== '' && (
          <>
            <dt>Only the cases</dt>
            <dd>{chaos.only}</dd>
          </>
        )}
        <dt>Seed</dt>
        <dd>{seed ?? ''}</dd>
        <dt>Bent so far</dt>
        <dd>{total}</dd>
      </dl>
      {bends.length > 0 && (
        <div class="scroll chaos-bends" tabIndex={0} role="region" aria-label="Bends of chaos">
          <table>
            <thead>
              <tr>
                <th scope="col">Bend</th>
                <th scope="col" class="number">
                  Acted
                </th>
              </tr>
            </thead>
            <tbody>
              {bends.map(([name, count]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td class="number">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The settings of chaos; undefined while they are not known, or where it is off. */
function useChaos(): ChaosSettings | undefined {
  const [chaos, setChaos] = useState<ChaosSettings>();
  useEffect(() => {
    const ended = new AbortController();
    // Without them the panel is not shown; the banner tells of a lost connection.
    sure(api.GET('/config', { signal: ended.signal })).then(
      (settings) => setChaos(chaosOf(settings)),
      () => undefined,
    );
    return () => ended.abort();
  }, []);
  return chaos;
}

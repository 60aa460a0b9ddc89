import { useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { Dialog } from '../shell/dialog.js';
import { attempt } from '../shell/notices.js';
import { refreshNodes, servedNodes } from '../simulator/nodes.js';
import { refreshStatus } from '../simulator/status.js';

/** The button that resets the chosen radio, or all of them; it asks first. */
export function ResetButton({ node }: { readonly node: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const hasSeveral = servedNodes.value.length > 1;
  const reset = async (action: () => Promise<unknown>) => {
    setIsAsking(false);
    await attempt(action, 'Reset done.');
    await Promise.allSettled([refreshStatus(), refreshNodes()]);
  };
  const one = () => reset(() => sure(api.POST('/nodes/{node}/reset', { params: { path: { node } } })));
  const all = () => reset(() => sure(api.POST('/nodes/reset')));
  return (
    <>
      <button type="button" class="reset" onClick={() => setIsAsking(true)}>
        Reset
      </button>
      {isAsking && (
        <Dialog title={`Reset radio ${node}?`} onClose={() => setIsAsking(false)}>
          <p>
            Settings, mode, blackout, faults, journal and chance are again as at the start. Connections stay
            open.
          </p>
          {hasSeveral && <p>All radios: moves, cuts and other changes of the network are undone, too.</p>}
          <div class="toolbar end">
            <button type="button" autofocus onClick={() => setIsAsking(false)}>
              Cancel
            </button>
            {hasSeveral && (
              <button type="button" class="danger" onClick={() => void all()}>
                Reset all radios
              </button>
            )}
            <button type="button" class="danger" onClick={() => void one()}>
              Reset radio {node}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ConfirmDialog } from '../shell/dialog.js';
import { attempt } from '../shell/notices.js';
import { addFault, removeFault, removeFaults } from './fault-requests.js';
import { FaultRow } from './fault-row.js';
import { type ListedFault, specOf } from './fault-spec.js';
import { forgetFault, forgetFaults, keepFault, keptFaults } from './kept-faults.js';

/** Properties of {@link ActiveFaults}. */
interface ActiveFaultsProps {
  readonly node: string;
  /** Undefined until they are known. */
  readonly faults: readonly ListedFault[] | undefined;
  readonly refresh: () => Promise<void>;
  /** Heading above the table. */
  readonly children: ComponentChildren;
}

/** The faults that are on, and those that this page has switched off. */
export function ActiveFaults({ node, faults, refresh, children }: ActiveFaultsProps) {
  const [isConfirming, setConfirming] = useState(false);
  const kept = keptFaults(node);
  const count = (faults?.length ?? 0) + kept.length;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone.
  const focusHeading = () => heading.current?.focus();
  const removeAll = async () => {
    setConfirming(false);
    await attempt(async () => {
      await removeFaults(node);
      forgetFaults(node);
      await refresh();
      focusHeading();
    }, 'All faults are removed.');
  };
  return (
    <>
      <div class="toolbar faults-head">
        <h2 id="active-faults" ref={heading} tabIndex={-1}>
          Active faults
        </h2>
        <p role="status" class="muted">
          {summary(faults, kept)}
        </p>
        <button type="button" class="danger small" disabled={count === 0} onClick={() => setConfirming(true)}>
          Remove all …
        </button>
      </div>
      {children}
      {count > 0 && (
        <FaultTable
          node={node}
          faults={faults ?? []}
          kept={kept}
          refresh={refresh}
          onRemoved={focusHeading}
        />
      )}
      {kept.length > 0 && (
        <p class="muted">
          A fault that is off is removed from the simulator and kept by this page alone, until it is reloaded
          or the simulator restarts. Switched on again it is as it was first put on: its count is 0, its
          number of times and its time begin anew, and it acts after the others.
        </p>
      )}
      {isConfirming && (
        <ConfirmDialog
          title="Remove all faults?"
          action="Remove all faults"
          onConfirm={() => void removeAll()}
          onCancel={() => setConfirming(false)}
        >
          <p>
            The radio {node} loses its {faults?.length ?? 0} active faults, those of the mode degraded too.
            {kept.length > 0 && ` The ${kept.length} that are off are forgotten.`}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function summary(faults: readonly ListedFault[] | undefined, kept: readonly ListedFault[]): string {
  if (faults === undefined) return 'Asking the simulator …';
  const off = kept.length === 0 ? '' : `, ${kept.length} off`;
  if (faults.length === 0 && off === '') return 'No fault is on: the radio answers as it should.';
  return `${faults.length} on${off}`;
}

/** Properties of {@link FaultTable}. */
interface FaultTableProps {
  readonly node: string;
  readonly faults: readonly ListedFault[];
  readonly kept: readonly ListedFault[];
  readonly refresh: () => Promise<void>;
  readonly onRemoved: () => void;
}

function FaultTable({ node, faults, kept, refresh, onRemoved }: FaultTableProps) {
  const table = useRef<HTMLTableElement>(null);
  // A fault that is switched moves to another row, and the focus with it.
  const focusSwitch = ({ name }: ListedFault) => {
    const switches = table.current?.querySelectorAll<HTMLInputElement>('input[role="switch"]') ?? [];
    [...switches].find((each) => each.name === name)?.focus();
  };
  const switchOff = (fault: ListedFault) =>
    void attempt(async () => {
      await removeFault(node, fault.name);
      keepFault(node, fault);
      await refresh();
      focusSwitch(fault);
    });
  const switchOn = (fault: ListedFault) =>
    void attempt(async () => {
      await addFault(node, specOf(fault));
      forgetFault(node, fault.name);
      await refresh();
      focusSwitch(fault);
    });
  const remove = ({ name }: ListedFault) =>
    void attempt(async () => {
      await removeFault(node, name);
      await refresh();
      onRemoved();
    }, `The fault ${name} is removed.`);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Faults">
      <table ref={table}>
        <thead>
          <tr>
            <th scope="col">On</th>
            <th scope="col">Name</th>
            <th scope="col" class="number">
              Acted
            </th>
            <th scope="col">Kind</th>
            <th scope="col">Acts on</th>
            <th scope="col" class="number">
              Probability
            </th>
            <th scope="col">Time left</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <FaultRow key={fault.name} fault={fault} isOn onSwitch={switchOff} onRemove={remove} />
          ))}
          {kept.map((fault) => (
            <FaultRow
              key={`off ${fault.name}`}
              fault={fault}
              isOn={false}
              onSwitch={switchOn}
              onRemove={({ name }) => {
                forgetFault(node, name);
                onRemoved();
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

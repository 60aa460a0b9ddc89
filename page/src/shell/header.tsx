import { TimeControls } from '../time/time-controls.js';
import { nodes, servedNodes } from '../simulator/nodes.js';
import { ThemeSwitch } from './theme-switch.js';
import { type ViewName, chosenNode, fragmentOf, goTo, route, viewNames } from './route.js';

/** Properties of {@link Header}. */
interface HeaderProps {
  readonly titles: Readonly<Record<ViewName, string>>;
}

/** The header: navigation, the chosen radio, time, reset, theme. */
export function Header({ titles }: HeaderProps) {
  const { view, node } = route.value;
  return (
    <header class="page-header">
      <span class="brand">silvus-mock</span>
      <nav aria-label="Views">
        <ul>
          {viewNames.map((name) => (
            <li key={name}>
              <a href={fragmentOf(name, node)} aria-current={name === view ? 'page' : undefined}>
                {titles[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <NodeChoice />
      <TimeControls />
      <ThemeSwitch />
    </header>
  );
}

/** The choice of the radio that the views are about. */
function NodeChoice() {
  const { view, node } = route.value;
  const all = servedNodes.value;
  // The journal can be that of all radios; the other views are about one.
  const canBeAll = view === 'journal' && all.length > 1;
  const chosen = canBeAll ? (node ?? '') : chosenNode.value;
  if (nodes.value === undefined) return null;
  if (all.length === 0) return <span class="muted">no radio has ports</span>;
  return (
    <label class="node-choice">
      Radio{' '}
      <select
        value={chosen}
        onChange={({ currentTarget: { value } }) =>
          goTo(view, value === '' ? undefined : value, route.value.query)
        }
      >
        {canBeAll && <option value="">all</option>}
        {all.map(({ node }) => (
          <option key={node} value={node}>
            {node}
          </option>
        ))}
      </select>
    </label>
  );
}

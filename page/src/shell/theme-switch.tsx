import { signal } from '@preact/signals';

const themes = ['system', 'light', 'dark'] as const;

type Theme = (typeof themes)[number];

/** Key in the local storage: the choice stays for this browser. */
const key = 'silvus-mock-theme';

const theme = signal<Theme>(themes.find((each) => each === localStorage.getItem(key)) ?? 'system');
apply(theme.value);

/** The choice between light and dark. */
export function ThemeSwitch() {
  return (
    <label class="theme-switch">
      Theme{' '}
      <select
        value={theme.value}
        onChange={({ currentTarget }) =>
          choose(themes.find((each) => each === currentTarget.value) ?? 'system')
        }
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

function choose(next: Theme): void {
  theme.value = next;
  localStorage.setItem(key, next);
  apply(next);
}

function apply(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
}

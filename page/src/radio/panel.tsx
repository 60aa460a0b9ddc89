import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Properties of {@link Panel}. */
interface PanelProps {
  readonly title: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of the view with a heading of its own. */
export function Panel({ title, class: name = '', children }: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${name}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

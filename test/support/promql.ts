import { parser } from '@prometheus-io/lezer-promql';

/** What an expression names. */
export interface Named {
  /** Each selector: the metric with the labels that it is chosen by. */
  readonly selectors: readonly {
    readonly metric: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
  /** Labels by which it groups or matches. */
  readonly grouped: readonly string[];
}

/** Reads an expression of Prometheus. Throws for one that is none. */
export function named(expression: string): Named {
  // Grafana's own variable stands where a duration does.
  const text = expression.replaceAll('$__rate_interval', '5m');
  const selectors: { metric: string; labels: Record<string, string> }[] = [];
  const grouped: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${text}`);
      if (type.name === 'VectorSelector') {
        const metric = node.getChild('Identifier');
        if (metric === null) throw new Error(`a selector without a name: ${text}`);
        selectors.push({ metric: text.slice(metric.from, metric.to), labels: {} });
      }
      if (type.name === 'UnquotedLabelMatcher') {
        const [, label = '', value = ''] =
          /^(\w+)\s*(?:=~|!~|!=|=)\s*"(.*)"$/.exec(text.slice(from, to)) ?? [];
        Object.assign(selectors.at(-1)?.labels ?? {}, { [label]: value });
      }
      if (type.name === 'GroupingLabels')
        grouped.push(
          ...text
            .slice(from, to)
            .split(/[(),\s]+/)
            .filter(Boolean),
        );
    },
  });
  if (selectors.length === 0) throw new Error(`names no metric: ${text}`);
  return { selectors, grouped };
}

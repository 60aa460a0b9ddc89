import { numberChoiceDomain } from '../values/domain.js';
import { parseLabels } from '../values/node-labels.js';
import type { Parameter } from '../declaration.js';
import { declare } from './declare.js';
import { fact } from './fact.js';

const nodeLabels = fact({
  name: 'node_labels',
  family: 'mesh',
  summary: 'Node labels for the network map, by node ID',
  result: '{"323285": "lev100"}',
  settings: ['node_labels'],
  factory: () => ['{}'],
  isStored: ([labels = '', ...more]) => more.length === 0 && parseLabels(labels) !== undefined,
  parameters: () => [labelsParameter],
  source: 'PTT (interface.md B.3)',
  trust: 'C',
  read: ({ settings }) => parseLabels(settings.running('node_labels')[0] ?? '') ?? {},
});

const labelsParameter: Parameter = {
  name: 'labels',
  domain: {
    kind: 'text',
    allowed: 'an object in JSON of texts up to 64 characters by node ID, at most 8192 characters in all',
    examples: ['{}', '{"323285":"lev100"}'],
    holds: (text) => parseLabels(text) !== undefined,
  },
};

const saveNodeLabels = declare({
  name: 'save_node_labels_flash',
  family: 'mesh',
  summary: 'Saves node labels for the network map to flash: "1" and a JSON object by node ID',
  access: 'write',
  parameters: () => [{ name: 'save', domain: numberChoiceDomain(['1']) }, labelsParameter],
  result: '[""]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  source: 'PTT (interface.md B.3)',
  trust: 'C',
  assumption:
    'the meaning of the 1 is unknown, and nothing else is accepted; the labels replace all earlier ones',
  write: ({ settings }, [, labels = '']) => {
    settings.write('node_labels', [labels]);
    settings.save('node_labels');
    return [];
  },
});

/** Labels of the nodes on the network map. */
export const nodeLabelMethods = [nodeLabels, saveNodeLabels] as const;

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf, readNetwork } from '../../../src/config/network/parse.js';
import { folderWith } from '../../support/folder.js';
import { modelOf } from '../../support/network-model.js';
import { networkDocuments } from '../../support/network-documents.js';
import { deadline, holds } from '../../support/property.js';

test('a network as JSON is a document of the same network', deadline, async () => {
  await holds(
    fc.property(networkDocuments, (document) => {
      const network = networkOf(document);
      const again = networkOf(JSON.parse(JSON.stringify(network)) as typeof network);
      expect(again).toEqual(network);
      expect(networkOf(network)).toEqual(network);
      expect(JSON.stringify(again)).toBe(JSON.stringify(network));
    }),
    { share: 0.3, ordinarily: 0.15 },
  );
});

test('the same through a file', deadline, async () => {
  const file = join(folderWith(), 'network.json');
  await holds(
    fc.property(networkDocuments, (document) => {
      const network = networkOf(document);
      writeFileSync(file, JSON.stringify(network, undefined, 2));
      expect(readNetwork(file)).toEqual(network);
    }),
    { share: 0.1 },
  );
});

test('a document that is read twice is the same network twice', deadline, async () => {
  await holds(
    fc.property(networkDocuments, (document) => {
      expect(networkOf(document)).toEqual(networkOf(structuredClone(document)));
    }),
    { share: 0.3 },
  );
});

test('the model takes every network whose document is right', deadline, async () => {
  await holds(
    fc.property(networkDocuments, (document) => {
      const network = networkOf(document);
      const model = modelOf(network);
      model.advanceTo(1);
      expect(model.ids()).toHaveLength(network.nodes.length);
      expect(model.interference()).toEqual(
        network.interference.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      );
    }),
    { share: 0.3 },
  );
});

import { readdirSync } from 'node:fs';
import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { ConfigMap, Service } from 'kubernetes-types/core/v1.js';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { parseAllDocuments } from 'yaml';
import { root, textOf } from './markdown.js';

/** A Kubernetes object as it stands in a file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly file: string;
  readonly content: unknown;
}

const folder = 'deploy/kubernetes';

/** Files with objects, without the list of them. */
export const manifestFiles: readonly string[] = readdirSync(new URL(folder, root)).filter(
  (file) => file.endsWith('.yaml') && file !== 'kustomization.yaml',
);

/** Every object under deploy/kubernetes. */
export function manifests(): readonly Manifest[] {
  return manifestFiles.flatMap((file) =>
    parseAllDocuments(textOf(`${folder}/${file}`)).map((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${String(document.errors[0])}`);
      const content = document.toJS() as Omit<Manifest, 'file' | 'content'>;
      return { ...content, file, content };
    }),
  );
}

/** Kinds and their types. */
interface Kinds {
  readonly ConfigMap: ConfigMap;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly Service: Service;
  readonly StatefulSet: StatefulSet;
}

/** The objects of one kind; that they are of its type is tested in test/project/deploy/kubernetes-types.test.ts. */
export function manifestsOf<Kind extends keyof Kinds>(kind: Kind): readonly Kinds[Kind][] {
  return manifests().flatMap((each) => (each.kind === kind ? [each.content as Kinds[Kind]] : []));
}

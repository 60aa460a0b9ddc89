import type { Container, PodSpec, Probe } from 'kubernetes-types/core/v1.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema, parseConfig } from '../../../src/config/schema.js';
import { dockerfileStages, only } from '../../support/dockerfile.js';
import { manifestFiles, manifestsOf } from '../../support/manifests.js';
import { textOf } from '../../support/markdown.js';

const [set] = manifestsOf('StatefulSet');
const services = manifestsOf('Service');
const [configuration] = manifestsOf('ConfigMap');
const [policy] = manifestsOf('NetworkPolicy');
const [budget] = manifestsOf('PodDisruptionBudget');
const image = dockerfileStages().at(-1);

const labels = set?.spec?.template.metadata?.labels ?? {};
const pod: Partial<PodSpec> = set?.spec?.template.spec ?? {};
const radio: Partial<Container> = pod.containers?.[0] ?? {};
const portNames = radio.ports?.map(({ name }) => name) ?? [];

test('the list for kubectl names every file', () => {
  const { resources } = parse(textOf('deploy/kubernetes/kustomization.yaml')) as { resources: string[] };
  expect([...resources].sort()).toEqual([...manifestFiles].sort());
});

test('it runs the image of this version', () => {
  const { version } = JSON.parse(textOf('package.json')) as { version: string };
  expect(radio.image).toBe(`silvus-mock:${version}`);
});

test('its ports are those that the image exposes', () => {
  const exposed = image === undefined ? '' : only(image, 'EXPOSE').text;
  expect(radio.ports?.map(({ containerPort }) => String(containerPort))).toEqual(exposed.split(' '));
});

test('everything selects the radios', () => {
  const selectors = [
    set?.spec?.selector.matchLabels,
    policy?.spec?.podSelector.matchLabels,
    budget?.spec?.selector?.matchLabels,
  ];
  expect(selectors).toEqual([labels, labels, labels]);
  expect(services.length).toBeGreaterThan(0);
  for (const { spec } of services) expect(spec?.selector).toMatchObject(labels);
});

test('services and the network policy lead to ports that there are', () => {
  const named = [
    ...services.flatMap(({ spec }) => spec?.ports?.map(({ targetPort }) => targetPort) ?? []),
    ...(policy?.spec?.ingress?.flatMap(({ ports }) => ports?.map(({ port }) => port) ?? []) ?? []),
  ];
  expect(named.filter((name) => !portNames.includes(String(name)))).toEqual([]);
});

test('the headless service gives each radio its name, and one has an address that stays', () => {
  const headless = services.find(({ metadata }) => metadata?.name === set?.spec?.serviceName);
  expect(headless?.spec?.clusterIP).toBe('None');
  const first = services.find(({ spec }) => spec?.type === 'ClusterIP');
  const name = `${set?.metadata?.name ?? ''}-0`;
  expect(first?.spec?.selector?.['statefulset.kubernetes.io/pod-name']).toBe(name);
});

test('the probes ask the control plane, and name the port', () => {
  const asked = (probe: Probe | undefined) => [probe?.httpGet?.path, probe?.httpGet?.port];
  expect(asked(radio.startupProbe)).toEqual(['/healthz', 'control']);
  expect(asked(radio.livenessProbe)).toEqual(['/healthz', 'control']);
  expect(asked(radio.readinessProbe)).toEqual(['/readyz', 'control']);
});

test('probes and Prometheus, which call a pod by its address, are let in', () => {
  const env = Object.fromEntries(radio.env?.map((each) => [each.name, each]) ?? []);
  expect(env['POD_IP']?.valueFrom?.fieldRef?.fieldPath).toBe('status.podIP');
  expect(env['SILVUS_MOCK_CONTROL_ALLOW_HOSTS']?.value).toBe('$(POD_IP)');
  const names = radio.env?.map(({ name }) => name) ?? [];
  // A variable can be used in those behind it alone.
  expect(names.indexOf('POD_IP')).toBeLessThan(names.indexOf('SILVUS_MOCK_CONTROL_ALLOW_HOSTS'));
});

test('the control plane is not open to every pod', () => {
  const rule = policy?.spec?.ingress?.find(({ ports }) => ports?.some(({ port }) => port === 'control'));
  expect(rule?.from?.every(({ podSelector }) => podSelector?.matchLabels !== undefined)).toBe(true);
});

test('a pod is given longer to end than a close may take', () => {
  const { grace } = configSchema.parse({}).close;
  expect((pod.terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThan(grace);
});

test('it fits the restricted profile of the pod security standards', () => {
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(radio.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect([pod.hostNetwork, pod.hostPID, pod.hostIPC]).toEqual([undefined, undefined, undefined]);
});

test("it runs as the image's user, which the volume belongs to", () => {
  const { runAsUser, runAsGroup, fsGroup } = pod.securityContext ?? {};
  const user = image === undefined ? '' : only(image, 'USER').text;
  expect([`${runAsUser}:${runAsGroup}`, fsGroup]).toEqual([user, runAsGroup]);
});

test('it has limits', () => {
  expect(Object.keys(radio.resources?.limits ?? {})).toEqual(['cpu', 'memory']);
  for (const quantity of Object.values({ ...radio.resources?.limits, ...radio.resources?.requests })) {
    expect(quantity).toMatch(/^\d+(m|Mi)?$/);
  }
});

test("each radio keeps its flash on a volume of its own, where the image's settings say", () => {
  const claims = set?.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata?.name);
  const mount = radio.volumeMounts?.find(({ name }) => claims?.includes(name));
  expect(mount?.mountPath).toBe(image === undefined ? '' : only(image, 'VOLUME').text);
});

test('the configuration stands in the working folder of the image, and is right', () => {
  const mount = radio.volumeMounts?.find(({ name }) => name === 'configuration');
  const workdir = image?.steps.filter(({ keyword }) => keyword === 'WORKDIR').at(-1)?.text;
  expect([mount?.mountPath, mount?.subPath]).toEqual([workdir, undefined]);
  const text = configuration?.data?.['silvus-mock.yaml'];
  expect(parseConfig(parse(text ?? ''))).toHaveProperty('config');
});

test('no variable of a service stands beside those of silvus-mock', () => {
  expect(pod.enableServiceLinks).toBe(false);
});

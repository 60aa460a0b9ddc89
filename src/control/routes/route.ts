import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.js';
import { checked } from '../../documents/check.js';
import type { ControlErrorCode } from '../server/control-error.js';
import type { Reply } from '../server/response.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';

/** HTTP methods of the control plane. */
type RouteMethod = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** Parts of a request, not checked yet. */
export interface RawCall {
  /** Path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON of the body; undefined if there is none. */
  readonly body: unknown;
  /** Aborts when the client disconnects. */
  readonly disconnected: AbortSignal;
}

/** A JSON reply. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface RouteBase {
  readonly method: RouteMethod;
  /** Path, with parameters in braces: `/faults/{name}`. */
  readonly path: string;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  /** Path parameters. */
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Undefined if the route has no body. */
  readonly body: z.ZodType | undefined;
  /** True if the body may be YAML. */
  readonly takesYaml: boolean;
  /** True where it is done after several turns of the event loop: later requests of its connection wait for it. */
  readonly takesTurns: boolean;
  /** Specific errors, besides those of every request. */
  readonly errors: readonly ControlErrorCode[];
}

/** A route with a JSON reply. */
export interface JsonRoute extends RouteBase {
  readonly kind: 'json';
  readonly statuses: readonly number[];
  readonly reply: z.ZodType;
  /** True where every reply is the same: it is written once, and kept. */
  readonly isConstant?: boolean;
  answer(call: RawCall): Promise<Answer>;
}

/** The node of a request, and its simulator. */
export interface Subject {
  readonly simulator: Simulator;
  readonly node: Node;
}

/** A route about one node; `mountNodeRoutes` adds its paths. */
export interface NodeRoute extends RouteBase {
  readonly statuses: readonly number[];
  readonly reply: z.ZodType;
  answer(call: RawCall, subject: Subject): Promise<Answer>;
}

/** A route with a text reply. */
interface TextRoute extends RouteBase {
  readonly kind: 'text';
  /** Including parameters: `text/plain; charset=utf-8`. */
  readonly contentType: string;
  answer(call: RawCall): Promise<string>;
}

/** A route whose reply is a stream that lasts until either side ends it. */
interface StreamRoute extends RouteBase {
  readonly kind: 'stream';
  /** @param disconnected aborts when the client disconnects */
  open(call: RawCall, response: ServerResponse, disconnected: AbortSignal): void;
}

/** A route whose reply is a file of the page, for which no token is needed. */
interface FileRoute extends RouteBase {
  readonly kind: 'file';
  /** For the OpenAPI document. */
  readonly mediaType: string;
  answer(call: RawCall): Promise<Reply>;
}

/** One route; router, checks and OpenAPI document derive from it. */
export type Route = JsonRoute | TextRoute | FileRoute | StreamRoute;

/** Checked parts of a request. */
interface Call<P extends z.ZodRawShape, Q extends z.ZodRawShape, B extends z.ZodType> {
  readonly params: z.output<z.ZodObject<P>>;
  readonly query: z.output<z.ZodObject<Q>>;
  readonly body: z.output<B>;
  /** Aborts when the client disconnects. */
  readonly disconnected: AbortSignal;
}

type None = Readonly<Record<string, never>>;

interface Declaration<P extends z.ZodRawShape, Q extends z.ZodRawShape, B extends z.ZodType> {
  readonly method: RouteMethod;
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** True if the body may be YAML: it comes as a {@link YamlText}, which its schema must take. */
  readonly takesYaml?: boolean;
  /** True where it is done after several turns of the event loop: later requests of its connection wait for it. */
  readonly takesTurns?: boolean;
  readonly errors?: readonly ControlErrorCode[];
}

/** `More`: what `handle` gets beside the parts of the request. */
interface JsonDeclaration<
  R extends z.ZodType,
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
  More = object,
> extends Declaration<P, Q, B> {
  readonly reply: R;
  /** True where every reply is the same; default: false. */
  readonly isConstant?: boolean;
  /** Work on a body that takes several turns of the event loop, before it is checked. It reports no errors. */
  readonly prepare?: (body: unknown) => Promise<void>;
  /** Statuses of its replies; default: 200. */
  readonly statuses?: readonly number[];
  /** Status of a reply, one of `statuses`; default: the first. */
  readonly statusOf?: (reply: ReadOnly<z.input<R>>) => number;
  readonly handle: (call: Call<P, Q, B> & More) => ReadOnly<z.input<R>> | Promise<ReadOnly<z.input<R>>>;
}

interface TextDeclaration<
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly contentType: string;
  readonly handle: (call: Call<P, Q, B>) => Promise<string>;
}

interface FileDeclaration<P extends z.ZodRawShape> extends Declaration<P, None, z.ZodUndefined> {
  readonly mediaType: string;
  readonly handle: (call: Pick<Call<P, None, z.ZodUndefined>, 'params'>) => Promise<Reply>;
}

interface StreamDeclaration<
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly open: (call: Call<P, Q, B>, response: ServerResponse, disconnected: AbortSignal) => void;
}

/** Declares a route with a JSON reply; `handle` gets the checked and typed parts of the request. */
export function jsonRoute<
  R extends z.ZodType,
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: JsonDeclaration<R, P, Q, B>): JsonRoute;
export function jsonRoute(
  declaration: JsonDeclaration<z.ZodType, z.ZodRawShape, z.ZodRawShape, z.ZodType>,
): JsonRoute {
  const { answer, ...route } = replying(declaration);
  const { isConstant = false } = declaration;
  return { ...route, kind: 'json', isConstant, answer: (call) => answer(call, {}) };
}

/** Declares a route about one node; `handle` gets the node and the checked and typed parts of the request. */
export function nodeRoute<
  R extends z.ZodType,
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: JsonDeclaration<R, P, Q, B, Subject>): NodeRoute;
export function nodeRoute(
  declaration: JsonDeclaration<z.ZodType, z.ZodRawShape, z.ZodRawShape, z.ZodType, Subject>,
): NodeRoute {
  return replying(declaration);
}

/** A route with a JSON reply, and what its `handle` gets beside the request. */
function replying<More>(
  declaration: JsonDeclaration<z.ZodType, z.ZodRawShape, z.ZodRawShape, z.ZodType, More>,
) {
  const { reply, prepare, statuses = [200], statusOf = () => statuses[0] ?? 200, handle } = declaration;
  const { base, check } = common(declaration);
  const answer = async (call: RawCall, more: More): Promise<Answer> => {
    if (prepare !== undefined) await prepare(call.body);
    const body = await handle({ ...check(call), ...more });
    return { status: statusOf(body), body };
  };
  return { ...base, statuses, reply, answer };
}

/** Declares a route with a text reply. */
export function textRoute<
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: TextDeclaration<P, Q, B>): TextRoute;
export function textRoute(declaration: TextDeclaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>): TextRoute {
  const { base, check } = common(declaration);
  const { contentType, handle } = declaration;
  return { ...base, kind: 'text', contentType, answer: async (call) => handle(check(call)) };
}

/** Declares a route to a file of the page. A query is ignored: what forwards ports adds its own. */
export function fileRoute<P extends z.ZodRawShape = None>(declaration: FileDeclaration<P>): FileRoute;
export function fileRoute(declaration: FileDeclaration<z.ZodRawShape>): FileRoute {
  const { base, check } = common(declaration);
  const { mediaType, handle } = declaration;
  return { ...base, kind: 'file', mediaType, answer: async (call) => handle(check({ ...call, query: {} })) };
}

/** Declares a route with a stream. */
export function streamRoute<
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: StreamDeclaration<P, Q, B>): StreamRoute;
export function streamRoute(
  declaration: StreamDeclaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>,
): StreamRoute {
  const { base, check } = common(declaration);
  return {
    ...base,
    kind: 'stream',
    open: (call, response, disconnected) => declaration.open(check(call), response, disconnected),
  };
}

/** Body of a route without a body: some clients send an empty object. */
const noBody = z.strictObject({}).optional();

function common(declaration: Declaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>) {
  const { method, path, summary, body, takesYaml = false, takesTurns = false, errors = [] } = declaration;
  const params = z.strictObject(declaration.params ?? {});
  const query = z.strictObject(declaration.query ?? {});
  const base = { method, path, summary, params, query, body, takesYaml, takesTurns, errors };
  const check = (call: RawCall) => ({
    params: checked('path', params, call.params),
    query: checked('query', query, call.query),
    body: checked('body', body ?? noBody, call.body),
    disconnected: call.disconnected,
  });
  return { base, check };
}

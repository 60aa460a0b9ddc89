import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { checked } from './check.js';
import type { ControlErrorCode } from '../server/control-error.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';

/** HTTP methods of the control plane. */
export type RouteMethod = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** What came in, not checked yet. */
export interface RawCall {
  /** What stands in the braces of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The body's JSON; undefined where there was none. */
  readonly body: unknown;
}

/** What goes out as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface RouteFace {
  readonly method: RouteMethod;
  /** `/faults/{name}`. */
  readonly path: string;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  /** What stands in the braces of the path. */
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Undefined where it takes none. */
  readonly body: z.ZodType | undefined;
  /** Refusals of its own, beside those that any request can get. */
  readonly refusals: readonly ControlErrorCode[];
}

/** A route that answers with JSON. */
export interface JsonRoute extends RouteFace {
  readonly kind: 'json';
  readonly statuses: readonly number[];
  readonly reply: z.ZodType;
  answer(call: RawCall): Promise<Answer>;
}

/** The node that a request is about, and its simulator. */
export interface Subject {
  readonly simulator: Simulator;
  readonly node: Node;
}

/** A route about one node; `mountNodeRoutes` gives it its paths. */
export interface NodeRoute extends RouteFace {
  readonly statuses: readonly number[];
  readonly reply: z.ZodType;
  answer(call: RawCall, subject: Subject): Promise<Answer>;
}

/** A route that answers with text. */
export interface TextRoute extends RouteFace {
  readonly kind: 'text';
  /** With its parameters: `text/plain; charset=utf-8`. */
  readonly contentType: string;
  answer(call: RawCall): Promise<string>;
}

/** A route whose answer goes on until someone ends it. */
export interface StreamRoute extends RouteFace {
  readonly kind: 'stream';
  /** @param gone aborts when the client has gone away */
  open(call: RawCall, response: ServerResponse, gone: AbortSignal): void;
}

/** One route: all that the table, the checks and the OpenAPI document are made from. */
export type Route = JsonRoute | TextRoute | StreamRoute;

/** What came in, checked. */
export interface Call<P extends z.ZodRawShape, Q extends z.ZodRawShape, B extends z.ZodType> {
  readonly params: z.output<z.ZodObject<P>>;
  readonly query: z.output<z.ZodObject<Q>>;
  readonly body: z.output<B>;
}

type None = Readonly<Record<string, never>>;

interface Declaration<P extends z.ZodRawShape, Q extends z.ZodRawShape, B extends z.ZodType> {
  readonly method: RouteMethod;
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly refusals?: readonly ControlErrorCode[];
}

interface JsonDeclaration<
  R extends z.ZodType,
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly reply: R;
  /** Statuses of its replies; default: 200. */
  readonly statuses?: readonly number[];
  /** Which of them a reply has; default: the first. */
  readonly statusOf?: (reply: z.input<R>) => number;
  readonly handle: (call: Call<P, Q, B>) => z.input<R> | Promise<z.input<R>>;
}

interface NodeDeclaration<
  R extends z.ZodType,
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly reply: R;
  /** Statuses of its replies; default: 200. */
  readonly statuses?: readonly number[];
  /** Which of them a reply has; default: the first. */
  readonly statusOf?: (reply: z.input<R>) => number;
  readonly handle: (call: Call<P, Q, B> & Subject) => z.input<R> | Promise<z.input<R>>;
}

interface TextDeclaration<
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly contentType: string;
  readonly handle: (call: Call<P, Q, B>) => Promise<string>;
}

interface StreamDeclaration<
  P extends z.ZodRawShape,
  Q extends z.ZodRawShape,
  B extends z.ZodType,
> extends Declaration<P, Q, B> {
  readonly open: (call: Call<P, Q, B>, response: ServerResponse, gone: AbortSignal) => void;
}

/** Declares a route that answers with JSON, so that `handle` gets what came in checked and typed. */
export function jsonRoute<
  R extends z.ZodType,
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: JsonDeclaration<R, P, Q, B>): JsonRoute;
export function jsonRoute(
  declaration: JsonDeclaration<z.ZodType, z.ZodRawShape, z.ZodRawShape, z.ZodType>,
): JsonRoute {
  const { reply, statuses = [200], statusOf = () => statuses[0] ?? 200, handle } = declaration;
  const { face, check } = common(declaration);
  const answer = async (call: RawCall): Promise<Answer> => {
    const body = await handle(check(call));
    return { status: statusOf(body), body };
  };
  return { ...face, kind: 'json', statuses, reply, answer };
}

/** Declares a route about one node, so that `handle` gets the node and what came in checked and typed. */
export function nodeRoute<
  R extends z.ZodType,
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: NodeDeclaration<R, P, Q, B>): NodeRoute;
export function nodeRoute(
  declaration: NodeDeclaration<z.ZodType, z.ZodRawShape, z.ZodRawShape, z.ZodType>,
): NodeRoute {
  const { reply, statuses = [200], statusOf = () => statuses[0] ?? 200, handle } = declaration;
  const { face, check } = common(declaration);
  const answer = async (call: RawCall, subject: Subject): Promise<Answer> => {
    const body = await handle({ ...check(call), ...subject });
    return { status: statusOf(body), body };
  };
  return { ...face, statuses, reply, answer };
}

/** Declares a route that answers with text. */
export function textRoute<
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: TextDeclaration<P, Q, B>): TextRoute;
export function textRoute(declaration: TextDeclaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>): TextRoute {
  const { face, check } = common(declaration);
  const { contentType, handle } = declaration;
  return { ...face, kind: 'text', contentType, answer: async (call) => handle(check(call)) };
}

/** Declares a route whose answer goes on. */
export function streamRoute<
  P extends z.ZodRawShape = None,
  Q extends z.ZodRawShape = None,
  B extends z.ZodType = z.ZodUndefined,
>(declaration: StreamDeclaration<P, Q, B>): StreamRoute;
export function streamRoute(
  declaration: StreamDeclaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>,
): StreamRoute {
  const { face, check } = common(declaration);
  return {
    ...face,
    kind: 'stream',
    open: (call, response, gone) => declaration.open(check(call), response, gone),
  };
}

/** Who sends an empty object where nothing is taken does no harm. */
const nothing = z.strictObject({}).optional();

function common(declaration: Declaration<z.ZodRawShape, z.ZodRawShape, z.ZodType>) {
  const { method, path, summary, body, refusals = [] } = declaration;
  const params = z.strictObject(declaration.params ?? {});
  const query = z.strictObject(declaration.query ?? {});
  const face = { method, path, summary, params, query, body, refusals };
  const check = (call: RawCall) => ({
    params: checked('path', params, call.params),
    query: checked('query', query, call.query),
    body: checked('body', body ?? nothing, call.body),
  });
  return { face, check };
}

// Finds the code of a mutant in the syntax tree and replaces it, whatever the format, the comments and the position.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The checkout that this file belongs to. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A placeholder of a pattern: it stands for any expression or name, the same at each of its places. */
const placeholder = /^\$[A-Za-z]\w*$/;

/**
 * The source with a mutant applied. Throws unless its pattern is found exactly once in its member.
 * @param {import('./mutants.js').Mutant} mutant
 * @param {string} source
 * @returns {string}
 */
export function applied({ file, member, find, replace }, source) {
  const tree = parse(file, source);
  const found = membersOf(tree, member.split('.')).flatMap((node) => matches(node, patternOf(find), tree));
  if (found.length !== 1)
    throw new Error(`${file}, ${member}: expected one place, found ${found.length} of: ${find}`);
  const [{ node, bound }] = found;
  const text = replace.replaceAll(/\$[A-Za-z]\w*/g, (name) => bound.get(name)?.getText(tree) ?? name);
  return source.slice(0, node.getStart(tree)) + text + source.slice(node.getEnd());
}

/**
 * The same, for the file in a folder.
 * @param {import('./mutants.js').Mutant} mutant
 * @param {string} [folder]
 */
export function appliedIn(mutant, folder = root) {
  return applied(mutant, readFileSync(`${folder}/${mutant.file}`, 'utf8'));
}

function parse(name, text) {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** The declarations of this path of names: `Class.member`, `function`, `Class.constructor.local`. */
function membersOf(node, [name, ...rest]) {
  if (name === undefined) return [node];
  return declarationsIn(node, name).flatMap((declaration) => membersOf(declaration, rest));
}

/** The nearest declarations of a name below a node. An overload has no body and is none. */
function declarationsIn(node, name) {
  const found = [];
  ts.forEachChild(node, function visit(child) {
    if (nameOf(child) === name && !isOverload(child)) found.push(child);
    else ts.forEachChild(child, visit);
  });
  return found;
}

function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const isDeclaration =
    ts.isClassElement(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node);
  return isDeclaration && node.name !== undefined ? node.name.getText() : undefined;
}

function isOverload(node) {
  return (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body === undefined;
}

/** The tree of a pattern: an expression, or a statement where it ends like one. */
function patternOf(text) {
  const isStatement = /[;}]$/.test(text);
  const tree = parse('pattern.ts', isStatement ? `async () => { ${text} }` : `async () => (${text})`);
  if (tree.parseDiagnostics.length > 0) throw new Error(`not a pattern: ${text}`);
  const { body } = tree.statements[0].expression;
  const nodes = isStatement ? body.statements : [body.expression];
  if (nodes.length !== 1) throw new Error(`not one expression or statement: ${text}`);
  return { pattern: nodes[0], patternTree: tree };
}

/** The nodes below `top` that match, with what the placeholders stand for. */
function matches(top, { pattern, patternTree }, tree) {
  const found = [];
  (function visit(node) {
    const bound = new Map();
    if (isMatch(pattern, node, { patternTree, tree, bound })) found.push({ node, bound });
    for (const child of partsOf(node, tree)) visit(child);
  })(top);
  return found;
}

function isMatch(pattern, node, context) {
  const { patternTree, tree, bound } = context;
  const text = pattern.getText(patternTree);
  if (placeholder.test(text)) {
    const before = bound.get(text);
    if (before === undefined) bound.set(text, node);
    return before === undefined || isMatch(before, node, { ...context, patternTree: tree });
  }
  if (pattern.kind !== node.kind) return false;
  const [wanted, given] = [partsOf(pattern, patternTree), partsOf(node, tree)];
  if (wanted.length !== given.length) return false;
  if (wanted.length === 0) return textOf(pattern, patternTree) === textOf(node, tree);
  return wanted.every((part, index) => isMatch(part, given[index], context));
}

/** The parts of a node, tokens included, without its documentation and without a comma behind the last of a list. */
function partsOf(node, tree) {
  const parts = node.getChildren(tree).filter((part) => !ts.isJSDoc(part));
  const isTrailing =
    node.kind === ts.SyntaxKind.SyntaxList && parts.at(-1)?.kind === ts.SyntaxKind.CommaToken;
  return isTrailing ? parts.slice(0, -1) : parts;
}

/** A text has the same content in either kind of quotes. */
function textOf(token, tree) {
  return ts.isStringLiteral(token) ? token.text : token.getText(tree);
}

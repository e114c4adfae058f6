import type { Node } from 'oxc-parser';
import type { Files } from '#source/files';
import type { HandlerFacts } from '../facts.ts';
import type { Module } from './module.ts';
import { memberOf } from './member.ts';
import { noEffects, recordUnknown } from './record.ts';
import { noteForeign } from './outside/foreign-package.ts';
import type { Settings } from './settings-file.ts';
import { isBuiltIn, resolveSpecifier } from './resolve.ts';
import type { Frame, Run } from './run.ts';
import { spotOf } from './run.ts';
import { makeScope, termOf, lookUp } from './scope.ts';
import type { Parse, Script, Spot } from './script.ts';
import { readScript } from './script.ts';
import type { Term } from './term.ts';
import { UNDEFINED, UNKNOWN, emptyObject } from './term.ts';
import { wholeOf } from './module-exports.ts';
import { termOfJson } from './json-term.ts';

/** Everything that the handlers of one application share: each file is parsed and loaded once. */
export interface Library {
  readonly files: Files;
  readonly parse: Parse;
  readonly scripts: Map<string, Script | undefined>;
  readonly modules: Map<string, Module>;
  /** Answers of `resolveSpecifier`, by folder and specifier. */
  readonly resolved: Map<string, string | undefined>;
  readonly settings: Map<string, Settings | undefined>;
  /** Packages of each workspace root: name → folder. */
  readonly workspaces: Map<string, ReadonlyMap<string, string>>;
  /** Facts by entry: several functions may run the same handler. */
  readonly handlers: Map<string, HandlerFacts>;
  /** Nodes evaluated for the whole application so far. */
  readonly spent: { steps: number };
  /** Content roots of all layers of the application that are on disk. */
  readonly layers: readonly string[];
}

/** Larger files are bundles or data: reading them shows nothing a person wrote. */
const LARGEST_FILE = 1_500_000;
const MOST_FILES = 3000;

function scriptOf(file: string, library: Library): Script | undefined {
  if (library.scripts.has(file)) return library.scripts.get(file);
  const read = library.scripts.size >= MOST_FILES ? undefined : library.files.read(file);
  const script =
    read?.kind !== 'text' || read.text.length > LARGEST_FILE
      ? undefined
      : readScript(library.parse, read.path, read.text, undefined);
  library.scripts.set(file, script);
  return script;
}

export function loadFile(file: string, library: Library, run: Run): Module | undefined {
  const known = library.modules.get(file);
  if (known !== undefined) return known;
  const script = scriptOf(file, library);
  return script === undefined ? undefined : loadScript(script, library, run);
}

/** Runs the top level of a module, once, with notes of its own. */
export function loadScript(script: Script, library: Library, run: Run): Module {
  const module = makeModule(script);
  library.modules.set(script.file, module);
  const own: Run = {
    ...run,
    effects: module.effects,
    journal: undefined,
    module,
    steps: 0,
    via: [],
    escapes: module.escapes,
    active: new Map(),
    answers: new Map(),
    visits: new Map(),
  };
  const [broken] = script.errors;
  if (broken !== undefined)
    recordUnknown(
      own.effects,
      '*',
      `\`${script.file}\` has a syntax error`,
      { cause: 'malformed', name: script.file },
      { script, start: 0, end: 0 },
    );
  const exports = module.holder.properties.get('exports');
  const frame: Frame = { run: own, module, scope: module.scope, self: exports, home: undefined, returns: [] };
  for (const node of script.program.body) declareImports(node, frame);
  for (const node of script.program.body) if (node.type.startsWith('Export')) declareExports(node, frame);
  run.interpreter.execute(script.program.body, frame);
  for (const node of script.program.body) setExports(node, frame);
  library.spent.steps += own.steps;
  return module;
}

function makeModule(script: Script): Module {
  const holder = emptyObject();
  const exports = emptyObject();
  holder.properties.set('exports', exports);
  const scope = makeScope(undefined, true);
  scope.cells.set('module', { term: holder });
  scope.cells.set('exports', { term: exports });
  return { script, scope, exported: new Map(), stars: [], holder, effects: noEffects(), needs: new Set(), escapes: [] };
}

export function loadSpecifier(specifier: string, from: Module, spot: Spot, run: Run, library: Library): Term {
  const plain = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:') || isBuiltIn(plain))
    return plain === 'process' ? { kind: 'global', path: ['process'] } : { kind: 'outside', name: plain, path: [] };
  const found = resolveSpecifier(specifier, from.script.file, library);
  if (found === undefined) {
    if (!/^[./]/.test(specifier)) {
      noteForeign(specifier, from, spot, run, library);
      return { kind: 'outside', name: specifier, path: [] };
    }
    const what = `\`${specifier}\` is not among the files`;
    recordUnknown(run.effects, '*', what, { cause: 'missing', name: specifier }, spot);
    return UNKNOWN;
  }
  if (found.endsWith('.json')) return termOfJson(found, library.files);
  const module = loadFile(found, library, run);
  if (module === undefined) {
    recordUnknown(run.effects, '*', `\`${specifier}\` cannot be read`, { cause: 'bounds', name: found }, spot);
    return UNKNOWN;
  }
  run.module?.needs.add(module);
  from.needs.add(module);
  return wholeOf(module);
}

function declareImports(node: Node, frame: Frame): void {
  const { run, module, scope } = frame;
  if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
    const name = node.moduleReference.expression.value;
    scope.cells.set(node.id.name, { term: run.interpreter.load(name, module, spotOf(node, module), run) });
    return;
  }
  if (node.type !== 'ImportDeclaration') return;
  const spot = spotOf(node, module);
  const isType =
    node.importKind === 'type' ||
    (node.specifiers.length > 0 &&
      node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'));
  let loaded: Term | undefined;
  // Types are erased: a file imported for its types alone is read only if one of them is needed.
  const load = (): Term => (loaded ??= run.interpreter.load(node.source.value, module, spot, run));
  if (!isType) load();
  for (const specifier of node.specifiers) {
    const name = importedName(specifier);
    scope.cells.set(specifier.local.name, {
      term: UNDEFINED,
      live: () => (name === undefined ? load() : exported(load(), name, run)),
    });
  }
}

function importedName(specifier: Node): string | undefined {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type !== 'ImportSpecifier') return undefined;
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function exported(whole: Term, name: string, run: Run): Term {
  if (name === 'default' && whole.kind !== 'module' && whole.kind !== 'outside') {
    const inner = whole.kind === 'object' ? whole.properties.get('default') : undefined;
    return inner ?? whole;
  }
  return memberOf(whole, name, run);
}

/** `export { a as b }` and re-exports: looked up when asked for. */
function declareExports(node: Node, frame: Frame): void {
  const { run, module } = frame;
  if (node.type === 'ExportAllDeclaration') {
    if (node.exportKind === 'type') return;
    const whole = run.interpreter.load(node.source.value, module, spotOf(node, module), run);
    const name = node.exported?.type === 'Identifier' ? node.exported.name : node.exported?.value;
    if (name === undefined) module.stars.push(whole);
    else module.exported.set(name, () => whole);
    return;
  }
  if (node.type !== 'ExportNamedDeclaration') return;
  const source =
    node.source === null || node.exportKind === 'type'
      ? undefined
      : run.interpreter.load(node.source.value, module, spotOf(node, module), run);
  for (const specifier of node.specifiers) {
    const name = specifier.exported.type === 'Identifier' ? specifier.exported.name : specifier.exported.value;
    const local = specifier.local.type === 'Identifier' ? specifier.local.name : specifier.local.value;
    module.exported.set(name, () => (source === undefined ? inScopeOf(module, local) : exported(source, local, run)));
  }
  const declaration = node.declaration;
  for (const name of declaration === null ? [] : declaredNames(declaration))
    module.exported.set(name, () => inScopeOf(module, name));
}

function inScopeOf(module: Module, name: string): Term {
  const cell = lookUp(module.scope, name);
  return cell === undefined ? UNDEFINED : termOf(cell);
}

function declaredNames(node: Node): readonly string[] {
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap((one) => namesOf(one.id));
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id !== null)
    return [node.id.name];
  return node.type === 'TSEnumDeclaration' ? [node.id.name] : [];
}

function namesOf(pattern: Node): readonly string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesOf(pattern.left);
  if (pattern.type === 'RestElement') return namesOf(pattern.argument);
  if (pattern.type === 'ArrayPattern')
    return pattern.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
  if (pattern.type === 'ObjectPattern')
    return pattern.properties.flatMap((property) =>
      namesOf(property.type === 'RestElement' ? property.argument : property.value),
    );
  return [];
}

function setExports(node: Node, frame: Frame): void {
  const { run, module } = frame;
  if (node.type === 'TSExportAssignment')
    module.holder.properties.set('exports', run.interpreter.evaluate(node.expression, frame));
  if (node.type !== 'ExportDefaultDeclaration') return;
  const { declaration } = node;
  if (
    (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
    declaration.id !== null
  ) {
    const { name } = declaration.id;
    if (lookUp(module.scope, name) === undefined) run.interpreter.execute([declaration], frame);
    module.exported.set('default', () => inScopeOf(module, name));
    return;
  }
  const term =
    declaration.type === 'ClassDeclaration'
      ? run.interpreter.makeClass(declaration, frame)
      : run.interpreter.evaluate(declaration, frame);
  module.exported.set('default', () => term);
}

import type { Compute } from '#model/node';
import { literal } from '#model/read-value';
import type { Resolved } from '#model/value';
import { deferred, known } from '#model/value';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import type { EntryPoint, HandlerFacts } from '../facts.ts';
import { findEntry, splitHandler } from './entry.ts';
import type { Entry } from './entry.ts';
import { interpreterOf } from './interpreter.ts';
import type { Library } from './load.ts';
import { loadFile, loadScript } from './load.ts';
import { factsOf } from './facts-of.ts';
import { memberOf } from './member.ts';
import type { Module } from './module.ts';
import { noEffects } from './record.ts';
import type { Run } from './run.ts';
import { readScript } from './script.ts';
import { runHandler } from './run-handler.ts';
import type { Term } from './term.ts';

/** Nodes evaluated for one handler before the rest is given up as unknown. */
const BUDGET = 400_000;
/** The same for a whole application: about half a minute. */
const TOTAL_BUDGET = 20_000_000;

/** Reads the handler of one compute from its code. Never throws; what cannot be read is deferred, with a diagnostic. */
export function readJavaScript(compute: Compute, library: Library): HandlerFacts {
  const { code } = compute;
  if (code === undefined || code.kind === 'absent')
    return nothing(compute, deferred('missing', 'code', compute.at), []);
  try {
    return code.kind === 'inline' ? readInline(compute, code, library) : readFiles(compute, code, library);
  } catch (error) {
    // What was half loaded or half changed must not be taken for the whole by the next function.
    library.modules.clear();
    // Only code nested beyond the stack gets here; whatever it is, one function must not end the run.
    const name = error instanceof Error ? error.name : 'error';
    return nothing(compute, deferred('bounds', name, code.at), [
      {
        severity: 'warning',
        place: code.at,
        message: `the code of \`${compute.id}\` is nested too deeply to be followed; nothing is concluded from it`,
      },
    ]);
  }
}

type InlineCode = Extract<Compute['code'], { kind: 'inline' }>;
type FilesCode = Extract<Compute['code'], { kind: 'files' }>;

function readInline(compute: Compute, code: InlineCode, library: Library): HandlerFacts {
  const file = code.positions[0]?.file ?? code.at.file;
  const script = readScript(library.parse, file, code.text, code.positions);
  const run = newRun(library);
  const shared = { ...library, modules: new Map<string, Module>() };
  const module = loadScript(script, shared, { ...run, interpreter: interpreterOf(shared) });
  const handler = code.handler.kind === 'known' ? code.handler.value : 'index.handler';
  if (isBroken(module)) return broken(compute, module);
  const entry = { file, exported: splitHandler(handler).exported };
  return finish({ compute, module, entry, run: { ...run, module }, library });
}

function readFiles(compute: Compute, code: FilesCode, library: Library): HandlerFacts {
  if (code.handler.kind === 'deferred') return nothing(compute, code.handler, []);
  if (code.root.kind === 'deferred' && code.entryPoints.length === 0) return nothing(compute, code.root, []);
  const { entry, tried } = findEntry(code, originalHandler(compute, code.handler.value), library);
  if (entry === undefined) {
    const message = `no source file for handler \`${code.handler.value}\`: looked for \`${tried}\` with .ts, .js, .mjs, .cjs and their like; correct the handler or the code folder`;
    return nothing(compute, deferred('missing', tried, code.handler.at), [
      { severity: 'warning', place: code.handler.at, message },
    ]);
  }
  const variables = compute.environment.map(({ name, value }) =>
    name === LOG_EVENT ? `${name}=${literal(value) ?? ''}` : name,
  );
  const key = [entry.file, entry.exported, ...variables].join('|');
  const same = library.handlers.get(key);
  if (same !== undefined) return { ...same, compute: compute.id };
  const run = newRun(library);
  const module = loadFile(entry.file, library, run);
  if (module === undefined) {
    const message = `\`${entry.file}\` is too large or cannot be read, so nothing is concluded from it; name the source file instead of the bundle`;
    return nothing(compute, deferred('bounds', entry.file, code.handler.at), [
      { severity: 'warning', place: wholeFile(entry.file), message },
    ]);
  }
  const facts = isBroken(module)
    ? broken(compute, module)
    : finish({ compute, module, entry, run: { ...run, module }, library });
  library.handlers.set(key, facts);
  return facts;
}

/** The parser gives no tree at all for most syntax errors. */
function isBroken({ script }: Module): boolean {
  return script.errors.length > 0 && script.program.body.length === 0;
}

function broken(compute: Compute, { script }: Module): HandlerFacts {
  const at = script.errors[0]?.place ?? script.place(0, 0);
  return {
    ...nothing(compute, deferred('malformed', script.file, at), script.errors),
    language: script.language,
    files: [script.file],
  };
}

const LOG_EVENT = 'POWERTOOLS_LOGGER_LOG_EVENT';
/** Variables by which the wrappers of monitoring vendors learn the handler that they wrap. */
const WRAPPED = ['DD_LAMBDA_HANDLER', 'NEW_RELIC_LAMBDA_HANDLER', 'LUMIGO_ORIGINAL_HANDLER', 'SIGNALFX_LAMBDA_HANDLER'];

function originalHandler(compute: Compute, handler: string): string {
  const variable = compute.environment.find((one) => WRAPPED.includes(one.name));
  return literal(variable?.value) ?? handler;
}

function newRun(library: Library): Run {
  return {
    module: undefined,
    interpreter: interpreterOf(library),
    effects: noEffects(),
    journal: [],
    steps: 0,
    budget: Math.max(0, Math.min(BUDGET, TOTAL_BUDGET - library.spent.steps)),
    escapes: [],
    via: [],
    active: new Map(),
    answers: new Map(),
    identities: new Map(),
    visits: new Map(),
  };
}

interface Reading {
  readonly compute: Compute;
  readonly module: Module;
  readonly entry: Entry;
  readonly run: Run;
  readonly library: Library;
}

function finish({ compute, module, entry, run, library }: Reading): HandlerFacts {
  const whole: Term = { kind: 'module', module };
  const handler = entry.exported.split('.').reduce<Term>((term, name) => memberOf(term, name, run), whole);
  const found = runHandler(handler, module, run);
  const place = entryPlace(handler, module);
  library.spent.steps += run.steps;
  const facts = factsOf(compute, module, run);
  for (const undo of run.journal?.toReversed() ?? []) undo();
  if (found) return { ...facts, entry: known({ file: entry.file, exported: entry.exported, at: place }, place) };
  const message = `\`${entry.file}\` exports no function \`${entry.exported}\`; correct the handler`;
  return {
    ...facts,
    entry: deferred('missing', entry.exported, place),
    unknowns: [
      { service: '*', what: message, why: { cause: 'missing', name: entry.exported }, at: place },
      ...facts.unknowns,
    ],
    diagnostics: [...facts.diagnostics, { severity: 'warning', place, message }],
  };
}

function entryPlace(handler: Term, module: Module): Place {
  if (handler.kind === 'function') return handler.module.script.place(handler.node.start, handler.node.end);
  return module.script.place(0, 0);
}

/** No facts, for a stated reason: nothing may be concluded. */
export function nothing(
  compute: Compute,
  entry: Resolved<EntryPoint> & { kind: 'deferred' },
  diagnostics: readonly Diagnostic[],
): HandlerFacts {
  return {
    compute: compute.id,
    language: 'javascript',
    entry,
    files: [],
    calls: [],
    logs: [],
    hosts: [],
    events: [],
    returns: [],
    fields: [],
    environment: [],
    unknowns: [{ service: '*', what: 'the code is not read', why: entry.why, at: entry.at }],
    diagnostics,
  };
}

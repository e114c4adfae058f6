import type { Compute } from '#model/node';
import type { Files } from '#source/files';
import type { Resolved } from '#model/value';
import { deferred } from '#model/value';
import type { Diagnostic } from '#source/place';
import type { EntryPoint, HandlerFacts } from './facts.ts';
import { nothing } from './javascript/read-handler.ts';

type FilesCode = Extract<Compute['code'], { kind: 'files' }>;

/** Languages that are deployed as they are written, by the ending of their files. */
const ENDINGS: Readonly<Record<string, string>> = { python: '.py', ruby: '.rb' };

const NAMES: Partial<Record<HandlerFacts['language'], string>> = { python: 'Python', go: 'Go', java: 'Java' };

/** Wrappers of monitoring vendors stand in a layer, and so does the web adapter's `run.sh`. */
const WRAPPERS = /^(?:datadog_lambda|newrelic_lambda_wrapper|lumigo_tracer|signalfx_lambda|sentry_sdk|run\.sh$)/;

/**
 * Finds the code of a compute in a language that is not read: no facts, so nothing is concluded from it. A file that a
 * template names and that is not there is `missing`, as for every language; what a compiler still has to make is not.
 */
export function foreignFacts(compute: Compute, language: HandlerFacts['language'], files: Files): HandlerFacts {
  const { code } = compute;
  const at = code?.at ?? compute.at;
  if (code === undefined || code.kind === 'absent')
    return { ...nothing(compute, deferred('missing', code?.why ?? 'code', at), []), language: 'none' };
  const ending = endingOf(code, language);
  const place = code.kind === 'files' && ending !== undefined ? locate(code, ending, files) : undefined;
  if (place?.kind === 'missing') {
    const [tried = ''] = place.tried;
    const message = `no source file for handler \`${place.handler}\`: looked for \`${tried}\`; correct the handler or the code folder`;
    const why = deferred('missing', tried, at);
    return { ...nothing(compute, why, [{ severity: 'warning', place: at, message }]), language };
  }
  const entry: Resolved<EntryPoint> & { kind: 'deferred' } = deferred('unsupported', language, at);
  const found = place === undefined ? [] : [place.file];
  return { ...nothing(compute, entry, [unread(compute, code, language)]), language, files: found };
}

function endingOf(code: Exclude<Compute['code'], undefined>, language: HandlerFacts['language']): string | undefined {
  const isRuby = code.kind === 'files' && code.runtime?.kind === 'known' && code.runtime.value.startsWith('ruby');
  return ENDINGS[isRuby ? 'ruby' : language];
}

type Located =
  | { readonly kind: 'found'; readonly file: string }
  | { readonly kind: 'missing'; readonly handler: string; readonly tried: readonly string[] };

/** Where `folder/app.handler` or `package.app.handler` stands; undefined where the template does not tell. */
function locate(code: FilesCode, ending: string, files: Files): Located | undefined {
  const { handler, root } = code;
  if (handler.kind === 'deferred' || WRAPPERS.test(handler.value)) return undefined;
  if (root.kind === 'deferred')
    return root.why.cause === 'missing'
      ? { kind: 'missing', handler: handler.value, tried: [root.why.name] }
      : undefined;
  const paths = modulesOf(handler.value, ending).flatMap((path) => [
    `${path}${ending}`,
    ...(ending === '.py' ? [`${path}/__init__.py`] : []),
  ]);
  const tried = [root.value, ...code.layers, ...code.layers.map((layer) => `${layer}/python`)].flatMap((folder) =>
    paths.map((path) => (folder === '' || folder === '.' ? path : `${folder}/${path}`)),
  );
  const file = tried.find((path) => files.kind(path) === 'file');
  return file === undefined ? { kind: 'missing', handler: handler.value, tried } : { kind: 'found', file };
}

/** Ruby names a method of a class after the file (`app.Orders::Handler.process`), Python a module of packages. */
function modulesOf(handler: string, ending: string): readonly string[] {
  if (ending === '.rb') return [handler.replace(/\.[^/]*$/, '')];
  const module = handler.replace(/\.[^./]*$/, '');
  return [module, module.replaceAll('.', '/')];
}

function unread(
  compute: Compute,
  code: Exclude<Compute['code'], undefined>,
  language: HandlerFacts['language'],
): Diagnostic {
  const name = NAMES[language];
  const written = name === undefined ? 'is in a language that is not read yet' : `is in ${name}, which is not read yet`;
  const message = `the code of \`${compute.id}\` ${written}: what it uses is unknown, so none of its grants is called excess for that`;
  return { severity: 'note', place: code.at, message };
}

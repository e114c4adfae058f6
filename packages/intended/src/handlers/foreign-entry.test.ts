import { expect, test } from 'vitest';
import type { Files } from '#source/files';
import { deferred } from '#model/value';
import { memoryFiles } from '#source/memory-files';
import { wholeFile } from '#source/place';
import { foreignFacts } from './foreign-entry.ts';
import { languageOf } from './language.ts';
import type { Making } from './test/read-source.ts';
import { makeCompute } from './test/read-source.ts';

const read = (making: Making, texts: Readonly<Record<string, string>>): ReturnType<typeof foreignFacts> => {
  const compute = makeCompute(making);
  const files: Files = memoryFiles(texts);
  return foreignFacts(compute, languageOf(compute, files), files);
};
const PYTHON = { runtime: 'python3.13', handler: 'app.handler' };

test.each<readonly [string, Making, string]>([
  ['beside the template', PYTHON, 'app.py'],
  ['in its folder', { ...PYTHON, root: 'src' }, 'src/app.py'],
  ['in a folder of the handler', { ...PYTHON, handler: 'fns/app.handler' }, 'fns/app.py'],
  ['in a package written with dots', { ...PYTHON, handler: 'fns.app.handler' }, 'fns/app.py'],
  ['in the door of a package', { ...PYTHON, handler: 'fns.handler' }, 'fns/__init__.py'],
  ['in a layer', { ...PYTHON, root: 'src', layers: ['shared'] }, 'shared/python/app.py'],
  ['in a class of Ruby', { runtime: 'ruby3.3', handler: 'src/app.Orders::Handler.process' }, 'src/app.rb'],
  ['in Ruby', { runtime: 'ruby3.3', handler: 'app.handler' }, 'app.rb'],
])('code that is not read is found %s; nothing is concluded from it', (_, making, file) => {
  const facts = read(making, { [file]: '', 'src/other.txt': '' });
  expect(facts.entry).toMatchObject({ kind: 'deferred', why: { cause: 'unsupported' } });
  expect(facts.files).toEqual([file]);
  expect(facts.unknowns).toMatchObject([{ service: '*' }]);
  expect(facts.diagnostics).toMatchObject([{ severity: 'note' }]);
});

test('code that a template names and that is not there is missing in every language', () => {
  const facts = read({ ...PYTHON, root: 'src' }, { 'src/other.py': '' });
  expect(facts.entry).toMatchObject({ kind: 'deferred', why: { cause: 'missing', name: 'src/app.py' } });
  expect(facts.diagnostics).toMatchObject([{ severity: 'warning', message: expect.stringContaining('`src/app.py`') }]);
});

test.each<readonly [string, Making]>([
  ['a program still to be compiled', { runtime: 'provided.al2023', handler: 'bootstrap' }],
  ['a class of Java', { runtime: 'java21', handler: 'com.example.App::handleRequest' }],
  ['a wrapper of a vendor', { runtime: 'python3.13', handler: 'datadog_lambda.handler.handler' }],
])('%s is not missing', (_, making) => {
  expect(read(making, {}).entry).toMatchObject({ why: { cause: 'unsupported' } });
});

test('a folder that is not there is missing', () => {
  const at = wholeFile('template.yaml');
  const code = makeCompute(PYTHON).code;
  if (code?.kind !== 'files') throw new Error('the maker gives files');
  const facts = read({ code: { ...code, root: deferred('missing', 'gone', at) } }, {});
  expect(facts.entry).toMatchObject({ why: { cause: 'missing', name: 'gone' } });
});

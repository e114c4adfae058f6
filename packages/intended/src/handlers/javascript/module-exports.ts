import type { Module } from './module.ts';
import type { Term } from './term.ts';
import { UNDEFINED } from './term.ts';

/** What a module exports under a name, whether by ESM or CommonJS syntax. */
export function exportOf(module: Module, name: string, seen: ReadonlySet<Module> = new Set()): Term {
  if (seen.has(module)) return UNDEFINED;
  const own = module.exported.get(name);
  if (own !== undefined) return own();
  const trail = new Set(seen).add(module);
  for (const star of module.stars) {
    if (name === 'default') break;
    if (star.kind === 'module') {
      const found = exportOf(star.module, name, trail);
      if (found !== UNDEFINED) return found;
    } else if (star.kind === 'outside') return { ...star, path: [...star.path, name] };
  }
  return exportOfCommon(commonExports(module), name);
}

/** `module.exports`, when the module set it or anything on it. */
function commonExports(module: Module): Term {
  return module.holder.properties.get('exports') ?? UNDEFINED;
}

/** The whole of what `require` gives: CommonJS exports where the module has no ESM ones. */
export function wholeOf(module: Module): Term {
  const common = commonExports(module);
  const isCommon = module.exported.size === 0 && module.stars.length === 0;
  return isCommon && (common.kind !== 'object' || common.rest.length > 0) ? common : { kind: 'module', module };
}

function exportOfCommon(common: Term, name: string): Term {
  if (common.kind === 'object') {
    const own = common.properties.get(name);
    if (own !== undefined) return own;
    if (name === 'default') return common;
    for (const entry of common.rest) {
      if (entry.value.kind === 'module') {
        const found = exportOf(entry.value.module, name);
        if (found !== UNDEFINED) return found;
      }
      if (entry.value.kind === 'object') return exportOfCommon(entry.value, name);
    }
    return UNDEFINED;
  }
  if (name === 'default') return common;
  if (common.kind === 'class') return common.statics.get(name) ?? UNDEFINED;
  if (common.kind === 'function') return common.properties.get(name) ?? UNDEFINED;
  if (common.kind === 'union') {
    for (const member of common.terms) {
      const found = exportOfCommon(member, name);
      if (found !== UNDEFINED) return found;
    }
    return UNDEFINED;
  }
  if (common.kind === 'outside') return { ...common, path: [...common.path, name] };
  if (common.kind === 'made') return { kind: 'method', of: common, name };
  return UNDEFINED;
}

/** A template as YAML: JSON texts for keys and scalars, blocks for the rest, short tags where asked for. */
export function toYaml(value: unknown, options: { readonly tags: boolean }, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}[]\n`;
    return value.map((item) => `${indent}-${inner(item, options, indent)}`).join('');
  }
  if (typeof value !== 'object' || value === null) return `${indent}${JSON.stringify(value)}\n`;
  return Object.entries(value)
    .map(([key, one]) => `${indent}${JSON.stringify(key)}:${inner(one, options, indent)}`)
    .join('');
}

function inner(value: unknown, options: { readonly tags: boolean }, indent: string): string {
  const [tag, argument] = options.tags ? tagged(value) : ['', value];
  const isBlock = typeof argument === 'object' && argument !== null && Object.keys(argument).length > 0;
  if (isBlock) return `${tag}\n${toYaml(argument, options, `${indent}  `)}`;
  return `${tag} ${JSON.stringify(argument)}\n`;
}

function tagged(value: unknown): readonly [string, unknown] {
  if (typeof value !== 'object' || value === null) return ['', value];
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0 || !/^(?:Ref|Fn::(?!ForEach|Transform))/.test(entry[0]))
    return ['', value];
  return [` !${entry[0].replace('Fn::', '')}`, entry[1]];
}

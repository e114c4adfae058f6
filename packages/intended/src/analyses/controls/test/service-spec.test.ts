import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { expect, test } from 'vitest';
import { CONTROLS } from '../registry.ts';

const spec = await loadAwsServiceSpec();

type Properties = Readonly<Record<string, { readonly type: unknown; readonly previousTypes?: readonly unknown[] }>>;

interface SpecType {
  readonly type: string;
  readonly element?: SpecType;
  readonly types?: readonly SpecType[];
  readonly reference?: { readonly $ref: string };
}

/** Properties below a type, through lists, maps and unions; `any` for free-form JSON. */
function below(type: SpecType): 'any' | readonly Properties[] {
  switch (type.type) {
    case 'json':
    case 'string':
      return 'any';
    case 'array':
    case 'map':
      return type.element === undefined ? [] : below(type.element);
    case 'union': {
      const each = (type.types ?? []).map(below);
      return each.includes('any') ? 'any' : each.flatMap((one) => (one === 'any' ? [] : one));
    }
    case 'ref':
      return [spec.get('typeDefinition', type.reference?.$ref ?? '').properties];
    default:
      return [];
  }
}

function fault(read: string): string | undefined {
  const [type = '', ...path] = read.split('.');
  const resource = spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  if (resource === undefined) return `${type} is no type of CloudFormation`;
  let level: 'any' | readonly Properties[] = [resource.properties];
  for (const key of path) {
    if (level === 'any') return undefined;
    const found: readonly SpecType[] = level.flatMap((properties): readonly SpecType[] => {
      const property = properties[key];
      return property === undefined
        ? []
        : [property.type as SpecType, ...((property.previousTypes ?? []) as SpecType[])];
    });
    if (found.length === 0) return `${read}: no \`${key}\``;
    const deeper: readonly ('any' | readonly Properties[])[] = found.map(below);
    level = deeper.includes('any') ? 'any' : deeper.flatMap((one) => (one === 'any' ? [] : one));
  }
  return undefined;
}

test.each(CONTROLS.map((control) => [control.id, control] as const))(
  'what %s reads exists in CloudFormation',
  (_, control) => {
    const named = [...control.reads, ...control.types].filter(
      (read) => !/^(?:AWS::Serverless|Template::Part)::/.test(read),
    );
    expect(named.flatMap((read) => fault(read) ?? [])).toEqual([]);
  },
);

test.each([
  ['AWS::S3::Bucket.VersioningConfiguration.Stat', false],
  ['AWS::S3::Bukket', false],
  ['AWS::S3::Bucket.CorsConfiguration.CorsRules.AllowedOrigins', true],
])('the check itself: %s', (read, exists) => {
  expect(fault(read) === undefined).toBe(exists);
});

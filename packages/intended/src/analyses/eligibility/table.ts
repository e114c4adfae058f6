/** Services in scope of compliance programs, from `data/eligibility.json`: facts with their source and day. */
export interface EligibilityTable {
  readonly sources: Readonly<Record<string, Source>>;
  readonly services: readonly ServiceInScope[];
}

export interface Source {
  readonly title: string;
  readonly address: string;
  /** Day on which the list said so: `2021-09-24`. */
  readonly asOf: string;
}

export interface ServiceInScope {
  readonly service: string;
  /** Beginnings of types: `AWS::Lambda`; the longest that fits decides. */
  readonly types: readonly string[];
  /** IAM prefixes: `lambda`. */
  readonly iam: readonly string[];
  /** Ids of sources by program. */
  readonly yes: Readonly<Record<string, readonly string[]>>;
  readonly no: Readonly<Record<string, readonly string[]>>;
  readonly notes?: readonly string[];
}

/** Reads the part of one provider. An empty text is an empty table. */
export function readEligibilityTable(text: string, provider: 'aws' | 'azure' | 'gcp' | 'oci'): EligibilityTable {
  if (text === '') return { sources: {}, services: [] };
  // As its script writes it: `packages/intended/scripts/make-eligibility.mjs`.
  const { providers } = JSON.parse(text) as { providers: Readonly<Record<string, EligibilityTable>> };
  return providers[provider] ?? { sources: {}, services: [] };
}

/** The service that a resource type belongs to, by the longest beginning; else by its IAM prefix. */
export function serviceOf(table: EligibilityTable, type: string, iam: string): ServiceInScope | undefined {
  const known = found.get(table) ?? new Map<string, ServiceInScope | undefined>();
  found.set(table, known);
  const key = `${type} ${iam}`;
  if (!known.has(key)) known.set(key, lookUp(table, type, iam));
  return known.get(key);
}

/** A large app asks for the same few types again and again. */
const found = new WeakMap<EligibilityTable, Map<string, ServiceInScope | undefined>>();

function lookUp(table: EligibilityTable, type: string, iam: string): ServiceInScope | undefined {
  let found: ServiceInScope | undefined;
  let length = 0;
  for (const service of table.services)
    for (const beginning of service.types)
      if (
        beginning.length > length &&
        (type === beginning || type.startsWith(`${beginning}::`) || isPrefix(beginning, type))
      ) {
        found = service;
        length = beginning.length;
      }
  return found ?? table.services.find((service) => service.iam.includes(iam));
}

/** Some beginnings name a family of types inside a service: `AWS::RDS::DBProxy` for `AWS::RDS::DBProxyTargetGroup`. */
function isPrefix(beginning: string, type: string): boolean {
  return beginning.split('::').length > 2 && type.startsWith(beginning);
}

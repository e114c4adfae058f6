/** A compliance program as people name it, and where the providers' lists have it. */
export interface Program {
  /** As reports show it. */
  readonly name: string;
  /** Key in the table; undefined for a law, of which no provider publishes a list of services. */
  readonly list: string | undefined;
  /** What else must hold for the verdict to be worth anything. */
  readonly condition?: string;
}

/** Names in upper case without spaces and signs. Sources: the programs' own names on the providers' pages. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  PCI: { name: 'PCI', list: 'PCI' },
  PCIDSS: { name: 'PCI', list: 'PCI' },
  HIPAA: {
    name: 'HIPAA',
    list: 'HIPAA_BAA',
    condition: 'a business associate agreement must be signed with the provider',
  },
  HIPAABAA: {
    name: 'HIPAA',
    list: 'HIPAA_BAA',
    condition: 'a business associate agreement must be signed with the provider',
  },
  SOC: { name: 'SOC', list: 'SOC' },
  SOC1: { name: 'SOC', list: 'SOC' },
  SOC2: { name: 'SOC', list: 'SOC' },
  SOC3: { name: 'SOC', list: 'SOC' },
  ISO: { name: 'ISO', list: 'ISO' },
  ISO27001: { name: 'ISO', list: 'ISO' },
  ISO27017: { name: 'ISO', list: 'ISO' },
  ISO27018: { name: 'ISO', list: 'ISO' },
  ISO27701: { name: 'ISO', list: 'ISO' },
  CSASTAR: { name: 'ISO', list: 'ISO' },
  FEDRAMP: { name: 'FedRAMP Moderate', list: 'FedRAMP_Moderate', condition: 'in the US East and US West regions only' },
  FEDRAMPMODERATE: {
    name: 'FedRAMP Moderate',
    list: 'FedRAMP_Moderate',
    condition: 'in the US East and US West regions only',
  },
  FEDRAMPHIGH: { name: 'FedRAMP High', list: 'FedRAMP_High', condition: 'in the GovCloud (US) partition only' },
  DODSRG: { name: 'DoD SRG', list: 'DoD_SRG', condition: 'at the impact level of your authorization' },
  IRAP: { name: 'IRAP', list: 'IRAP' },
  MTCS: { name: 'MTCS', list: 'MTCS', condition: 'in the regions that the certificate names' },
  C5: { name: 'C5', list: 'C5' },
  ISMAP: { name: 'ISMAP', list: 'ISMAP' },
  KISMS: { name: 'K-ISMS', list: 'K_ISMS' },
  ENS: { name: 'ENS High', list: 'ENS_High' },
  ENSHIGH: { name: 'ENS High', list: 'ENS_High' },
  OSPAR: { name: 'OSPAR', list: 'OSPAR' },
  HITRUST: { name: 'HITRUST', list: 'HITRUST' },
  FINMA: { name: 'FINMA', list: 'FINMA' },
  GSMA: { name: 'GSMA', list: 'GSMA' },
};

/** Laws bind the app and its owner, whatever service is used. */
const LAWS: ReadonlySet<string> = new Set([
  'GDPR',
  'CCPA',
  'CPRA',
  'COPPA',
  'LGPD',
  'PIPEDA',
  'APPI',
  'POPIA',
  'FERPA',
  'GLBA',
  'SOX',
  'DPDP',
  'UKGDPR',
  'NIS2',
  'DORA',
]);

/** What a person means by a program's name: a list, a law (no list), or undefined for a name that nobody here knows. */
export function programOf(name: string): Program | undefined {
  const key = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return PROGRAMS[key] ?? (LAWS.has(key) ? { name, list: undefined } : undefined);
}

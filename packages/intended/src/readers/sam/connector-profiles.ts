import table from '../../../data/sam-connector-profiles.json' with { type: 'json' };

/** What a connector between two types grants: which form of policy, on whose side, and the statements of each permission. */
export interface ConnectorProfile {
  readonly form: string;
  readonly holder: string;
  /** By `Read` and `Write`; for a function permission one list of its properties. */
  readonly access: Readonly<Record<string, readonly unknown[]>>;
}

const profiles: ReadonlyMap<string, ConnectorProfile> = new Map<string, ConnectorProfile>(
  Object.entries(table.profiles),
);

/** The profile of a pair of plain types, or undefined where SAM knows none. */
export function connectorProfile(source: string, destination: string): ConnectorProfile | undefined {
  return profiles.get(`${source} ${destination}`);
}

import { installHooks } from '../../src/sinks/hooks/install.ts';
import { within } from '../../src/invocation.ts';

/** Installs the hooks as `guard` does, and runs work as the request that said these things. */
export function guardedWorld(said) {
  const policy = { version: 1 };
  installHooks(policy);
  const inputs = [
    ...Object.entries(said).map(([name, value]) => ({ where: 'query', name, value: String(value) })),
    { where: 'body', name: '__proto__.polluted', value: 'yes' },
  ];
  return (work) => {
    const inbound = { inputs: () => inputs };
    return within(
      { inbound, policy, route: undefined, label: 'test', principal: undefined, denials: [], notes: [] },
      work,
    );
  };
}

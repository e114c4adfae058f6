import type { CapabilityMask } from './access.ts';
import { readService } from './actions.ts';
import { capabilityTable } from './capabilities.ts';
import type { Tables } from './tables.ts';

/** Capabilities of one action written as `service:Action`, in any case; 0 for an action that nobody publishes. Each service is read once. */
export function actionMask(tables: Tables): (action: string) => CapabilityMask {
  const capabilities = capabilityTable(tables);
  const services = new Map<string, ReadonlyMap<string, CapabilityMask>>();
  return (action) => {
    const [service = '', name = ''] = action.split(':');
    let masks = services.get(service);
    if (masks === undefined) {
      masks = new Map(
        (readService(tables, service)?.actions ?? []).map((one) => [
          one.name.toLowerCase(),
          capabilities.of(service, one.name, one.level, false).mask,
        ]),
      );
      services.set(service, masks);
    }
    return masks.get(name.toLowerCase()) ?? 0;
  };
}

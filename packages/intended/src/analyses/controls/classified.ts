import type { Context } from './context.ts';
import type { Resource } from '#model/application';

/** Worth from which a class is confidential. */
const CONFIDENTIAL = 2;

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::Budgets::Budget'] as const;

/** Are the data at one of these known, and confidential or worse? */
export function holdsClassified(context: Context, ...resources: readonly (Resource | undefined)[]): boolean {
  return resources.some((one) => one !== undefined && (context.dataOf(one.id)?.value ?? 0) >= CONFIDENTIAL);
}

/** Are the data at all of these known, and none confidential? */
export function holdsNothingClassified(context: Context, ...resources: readonly (Resource | undefined)[]): boolean {
  return resources.every((one) => {
    const value = one === undefined ? undefined : context.dataOf(one.id)?.value;
    return value !== undefined && value < CONFIDENTIAL;
  });
}

/** Does the topic carry what alarms tell, and nothing that is known to be more? */
export function carriesAlarms(context: Context, topic: Resource): boolean {
  return context.naming(topic, ...ALARMS).length > 0 && !tellsKind(context, topic);
}

/** Are classified data at it, of a kind that somebody declared or that more than the resource's own name tells? */
export function tellsKind(context: Context, resource: Resource): boolean {
  if (!holdsClassified(context, resource)) return false;
  const proposed = new Map(context.intent.data.map((one) => [one.id, one]));
  return (context.dataOf(resource.id)?.classes ?? []).some((id) => {
    const found = proposed.get(id);
    if (found === undefined) return true;
    const isDefault = found.kind === 'business' && found.evidence.length > 0;
    return found.value.confidentiality >= CONFIDENTIAL && !isDefault;
  });
}

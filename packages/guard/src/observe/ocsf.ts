import type { DecisionLine } from '../log/decision-line.ts';

const SEVERITY: Readonly<Record<DecisionLine['decision'], number>> = {
  allowed: 1,
  learned: 1,
  warned: 2,
  dropped: 3,
  denied: 3,
};

/**
 * A decision as an OCSF 1.3 event: HTTP Activity (4002) where a request was judged, else Detection Finding (2004).
 * @see https://schema.ocsf.io/1.3.0/classes/http_activity
 */
export function ocsf(line: DecisionLine): Record<string, unknown> {
  const isHttp = line.route !== undefined && / \//.test(line.route);
  const classUid = isHttp ? 4002 : 2004;
  const activity = isHttp ? 99 : 1;
  const severity = line.tier === 3 ? 4 : SEVERITY[line.decision];
  return {
    metadata: {
      version: '1.3.0',
      product: { name: '@intended/guard', vendor_name: 'Intended' },
      ...(line.id === undefined ? {} : { correlation_uid: line.id }),
    },
    time: Date.parse(line.time),
    class_uid: classUid,
    category_uid: isHttp ? 4 : 2,
    activity_id: activity,
    type_uid: classUid * 100 + activity,
    severity_id: severity,
    // 1 allowed, 2 denied. Source: OCSF, security control profile.
    action_id: line.decision === 'denied' || line.decision === 'dropped' ? 2 : 1,
    ...(line.client === undefined ? {} : { src_endpoint: { ip: line.client } }),
    ...(line.status === undefined ? {} : { status_code: String(line.status) }),
    ...(line.durationMs === undefined ? {} : { duration: Math.round(line.durationMs) }),
    ...(isHttp
      ? { http_request: { http_method: line.route?.split(' ', 1)[0], url: { path: line.route?.split(' ')[1] } } }
      : {}),
    ...(line.code === undefined ? {} : { finding_info: { uid: line.code, title: line.rule ?? line.code } }),
    unmapped: { decision: line.decision, source: line.source, where: line.where, name: line.name, app: line.app },
  };
}

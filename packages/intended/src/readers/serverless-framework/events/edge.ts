import { getArn, ref } from '../make-tree.ts';
import { alphanumericPart, functionPart, lambdaId } from '../names.ts';
import { itemsOf, textOf, treeAt } from '../read-tree.ts';
import { nameInArn } from '../service.ts';
import type { EventWork } from './event-work.ts';
import { permit } from './event-work.ts';
import { incomplete } from './sources.ts';

/** `alb`: the function behind a rule of a load balancer's listener. */
export function compileAlb(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const listener = treeAt(tree, 'listenerArn');
  if (listener === undefined) return incomplete(event, 'listenerArn');
  const base = functionPart(fn.key);
  const group = `${base}AlbTargetGroup${alphanumericPart(nameInArn(listener)).slice(0, 40)}`;
  const options = { of: fn.id, at: event.event.at };
  permit(event, `${base}LambdaPermissionAlb`, 'elasticloadbalancing.amazonaws.com', undefined);
  work.add(
    group,
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    { TargetType: 'lambda', Targets: [{ Id: getArn(fn.id) }] },
    options,
  );
  const conditions = treeAt(tree, 'conditions');
  const fields = [
    ['path-pattern', 'path'],
    ['host-header', 'host'],
    ['source-ip', 'ip'],
  ] as const;
  const given = fields.flatMap(([field, key]) => {
    const values = itemsOf(treeAt(conditions, key));
    return values.length === 0 ? [] : [{ Field: field, Values: values }];
  });
  const properties = {
    ListenerArn: listener,
    Priority: treeAt(tree, 'priority'),
    Conditions: given,
    Actions: [{ Type: 'forward', TargetGroupArn: ref(group) }],
  };
  work.add(`${base}AlbListenerRule${event.index}`, 'AWS::ElasticLoadBalancingV2::ListenerRule', properties, options);
}

/** `cloudFront`: the function runs at the edge, before or behind the cache of one distribution for the service. */
export function compileCloudFront(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const origin = treeAt(tree, 'origin');
  const domain = textOf(origin)
    ?.replace(/^\w+:\/\//, '')
    .replace(/\/.*$/, '');
  const made =
    domain === undefined
      ? origin
      : { Id: domain, DomainName: domain, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } };
  const behavior = {
    ViewerProtocolPolicy: treeAt(tree, 'behavior', 'ViewerProtocolPolicy') ?? 'allow-all',
    TargetOriginId: domain ?? treeAt(origin, 'Id'),
    LambdaFunctionAssociations: [{ EventType: treeAt(tree, 'eventType'), LambdaFunctionARN: ref(lambdaId(fn.key)) }],
    PathPattern: treeAt(tree, 'pathPattern'),
  };
  const isDefault = treeAt(tree, 'pathPattern') === undefined;
  const config = {
    Enabled: true,
    Origins: [made],
    ...(isDefault ? { DefaultCacheBehavior: behavior } : { CacheBehaviors: [behavior] }),
  };
  work.add(
    'CloudFrontDistribution',
    'AWS::CloudFront::Distribution',
    { DistributionConfig: config },
    { at: event.event.at },
  );
}

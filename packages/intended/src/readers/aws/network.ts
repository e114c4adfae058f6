import type { Network } from '#model/node';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Reading } from './reading.ts';
import { OPEN } from './nodes.ts';

/** Way out of a compute with this VPC configuration: no subnets is no VPC; a route decides, egress rules may close it. */
export function networkOf(vpc: Value | undefined, reading: Reading): Network {
  if (vpc === undefined || vpc.kind === 'absent') return OPEN;
  const subnets = itemsOf(valueAt(vpc, 'SubnetIds') ?? valueAt(vpc, 'Subnets'));
  if (vpc.kind === 'dictionary' && subnets.length === 0) return OPEN;
  const groups = reading.findAll(valueAt(vpc, 'SecurityGroupIds') ?? valueAt(vpc, 'SecurityGroups'));
  const closedByGroups =
    groups.length > 0 && groups.every((group) => isClosed(valueAt(group.properties, 'SecurityGroupEgress')));
  if (closedByGroups) return { egress: 'closed', vpc: true };
  const routes = subnets.map((subnet) => wayOut(subnet, reading));
  if (routes.length > 0 && routes.every((route) => route === 'closed')) return { egress: 'closed', vpc: true };
  if (routes.includes('open')) return { egress: 'open', vpc: true };
  return { egress: 'unknown', vpc: true };
}

// A group without the property allows all egress; the usual way to write "none" is one rule to the loopback host.
function isClosed(egress: Value | undefined): boolean {
  if (egress?.kind !== 'list') return false;
  return egress.items.every((rule) => literal(valueAt(rule, 'CidrIp'))?.startsWith('127.') === true);
}

function wayOut(subnet: Value, reading: Reading): Network['egress'] {
  const resource = reading.find(subnet);
  if (resource?.type !== 'AWS::EC2::Subnet') return 'unknown';
  const tables = reading
    .childrenOf(resource.id, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId')
    .flatMap((association) => reading.findAll(valueAt(association.properties, 'RouteTableId')));
  // Without an association the VPC's main table rules, which templates rarely show.
  if (tables.length === 0) return 'unknown';
  const routes = tables.flatMap((table) => reading.childrenOf(table.id, 'AWS::EC2::Route', 'RouteTableId'));
  const toAny = routes.filter((route) =>
    ['0.0.0.0/0', '::/0'].includes(
      literal(
        valueAt(route.properties, 'DestinationCidrBlock') ?? valueAt(route.properties, 'DestinationIpv6CidrBlock'),
      ) ?? '',
    ),
  );
  // An internet gateway alone gives a function no way out: its interfaces have no public address.
  return toAny.some(
    (route) =>
      valueAt(route.properties, 'NatGatewayId') !== undefined || valueAt(route.properties, 'InstanceId') !== undefined,
  )
    ? 'open'
    : toAny.length === 0
      ? 'closed'
      : 'unknown';
}

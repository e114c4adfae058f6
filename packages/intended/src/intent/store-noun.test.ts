import { expect, test } from 'vitest';
import { nounOfStore, titleOf } from './store-noun.ts';

test.each([
  ['RidesTable', 'rides'],
  ['order-events-queue', 'order'],
  ['TodosDynamoDbTable', 'todos'],
  ['MyCustomEventBus', undefined],
  ['DefaultEventBus', undefined],
  ['DestinationBucket', undefined],
  ['SourceQueueDLQ', undefined],
  ['MyDeadLetterQueueForSQS', undefined],
  ['DataBase', undefined],
  ['ActiveMQDynamoDBTable', undefined],
  ['MSKCluster.MSKCluster', undefined],
  ['MSKCluster/MSKCluster.Ref', undefined],
  ['<your-bucket-name>', undefined],
  ['S3BucketYourbucketname', undefined],
  ['IoTExampleTableOne', undefined],
  ['MyDynamoDBtable', undefined],
  ['PipeDLQueue', undefined],
  ['OrderTopicMailboxes', 'order'],
  ['DemoDashserverlessDasheventsEventBridgeEventBus', undefined],
  ['ShopDashordersDynamoDBTable', 'shop-orders'],
  ['DashboardTable', 'dashboard'],
  ['SalesDashboardTable', 'sales-dashboard'],
  ['api.stripe.com', 'stripe'],
  ['httpbin.org', 'httpbin'],
  ['BucketForImages', 'images'],
  ['NewCustomerOrdersTarget', 'customer-orders'],
  ['PaymentsSqsQueue', 'payments'],
  ['TranslatorBucket', 'translator'],
  ['Riot', 'riot'],
  ['MedicalRecords', 'medical-records'],
])('%s is about %s', (id, noun) => {
  expect(nounOfStore(id)).toBe(noun);
});

test('titles are words', () => {
  expect(titleOf('order-lines')).toBe('Order lines');
});

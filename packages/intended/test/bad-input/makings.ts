/** Pieces of which the tests make templates: what is broken stands beside what must be judged all the same. */
export const HEAD = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n";

export const KEPT = `  Kept:
    Type: AWS::DynamoDB::Table
    Properties: { KeySchema: [{ AttributeName: email, KeyType: HASH }] }
`;

/** A SAM template with the table `Kept` and the function `Fn` that may write to it; its code is on line 10. */
export function functionTemplate(code: string, more = ''): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
${KEPT}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      ${code}
      Handler: index.handler
      Runtime: nodejs22.x
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Kept } }]
${more}`;
}

/** Seven anchors, each ten times the one before: ten million nodes once written out. */
export function aliasBomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let index = 1; index < 8; index += 1)
    lines.push(
      `a${index}: &a${index} [${Array(10)
        .fill(`*a${index - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\n`;
}

/** Loops in loops: 30⁶ queues once unrolled, each with thirty tags. */
export function loopBomb(): string {
  const values = Array.from({ length: 30 }, (_, index) => `x${index}`).join(',');
  const tags = Array(30).fill('{ Key: a, Value: b }').join(', ');
  const levels = [1, 2, 3, 4, 5, 6].map((level) => {
    const indent = ' '.repeat(6 * level - 4);
    return `${indent}Fn::ForEach::L${level}:\n${indent}  - V${level}\n${indent}  - [${values}]\n${indent}  -\n`;
  });
  const queue = `${' '.repeat(38)}'Q\${V1}\${V2}\${V3}\${V4}\${V5}\${V6}': { Type: AWS::SQS::Queue, Properties: { Tags: [${tags}] } }\n`;
  return `AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::LanguageExtensions\nResources:\n${KEPT}${levels.join('')}${queue}`;
}

import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { judgeSecrets } from '../plain-secret.ts';

const user = (password: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::IAM::User\n    Properties:\n      LoginProfile:\n        Password: ${password}\n        PasswordResetRequired: true\n`;

export const iamLoginPassword: Control = defineControl({
  id: 'iam-login-password',
  title: 'Console password in the template',
  severity: 'high',
  cwe: 798,
  why: 'Everyone who can read the template, its history or the stack can sign in as this user.',
  fix: 'Take the password from a parameter with `NoEcho` or from Secrets Manager, or give people single sign-on.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-user-loginprofile.html',
  ],
  types: ['AWS::IAM::User'],
  reads: ['AWS::IAM::User.LoginProfile.Password'],
  judge: (resource) =>
    valueAt(resource.properties, 'LoginProfile') === undefined
      ? notApplicable
      : judgeSecrets(resource, ['LoginProfile.Password']),
  examples: {
    violated: user('Tr0ub4dor-and-3'),
    satisfied: user('!Ref Password', 'Parameters:\n  Password: { Type: String, NoEcho: true }\n'),
    undetermined: user(
      '!If [IsTest, Tr0ub4dor-and-3, !Ref Password]',
      'Parameters:\n  Password: { Type: String, NoEcho: true }\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n',
    ),
  },
});

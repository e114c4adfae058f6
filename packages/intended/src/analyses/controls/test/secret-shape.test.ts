import { describe, expect, test } from 'vitest';
import { secretIn } from '../secret-shape.ts';

describe('what is a secret', () => {
  test.each([
    ['anything', `AKIA${'Q3EGV7IJZ2LK5MNP'}`],
    ['anything', `-----BEGIN RSA ${'PRIVATE KEY'}-----\nabc`],
    ['anything', `ghp_${'a1B2c3D4'.repeat(5)}`],
    ['DATABASE_URL', 'postgres://rides:hunter2x@db.example:5432/rides'],
    ['DB_PASSWORD', 'Tr0ub4dor-and-3'],
    ['dbPassword', 'password123!'],
    ['MasterUserPassword', 'hunter2x'],
    ['API_KEY', '9f86d081884c7d659a2feaa0c55ad015'],
    ['JWT_SECRET', 's3cr3t-k3y-0f-r1d3s'],
    ['SecretString', '{"username":"rides","password":"hunter2x9"}'],
    ['UserData', '#!/bin/sh\nexport DB_PASSWORD=hunter2x9\n./run'],
  ])('%s', (name, text) => {
    expect(secretIn(name, text)).toBeDefined();
  });
});

describe('what is none', () => {
  test.each([
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', '<your-password>'],
    ['DB_PASSWORD', '{{resolve:secretsmanager:rides:SecretString:password}}'],
    ['DB_PASSWORD', '/rides/prod/db-password'],
    ['DB_SECRET', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:rides'],
    ['DB_SECRET', 'rides-database-secret'],
    ['SECRET_NAME', 'q8Zt2LwX91kfPz77'],
    ['SECRET_ID', 'q8Zt2LwX91kfPz77'],
    ['TOKEN_TABLE', 'Tokens1234567890'],
    ['TOKEN_TTL', '3600'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['PartitionKey', 'q8Zt2LwX91kfPz77'],
    ['API_KEY', 'your-api-key-here'],
    ['DATABASE_URL', 'postgres://db.example:5432/rides'],
    ['DATABASE_URL', 'postgres://rides:<password>@db.example/rides'],
    ['HASH', '9f86d081884c7d659a2feaa0c55ad015'],
    ['SecretStringTemplate', '{"username": "rides"}'],
  ])('%s', (name, text) => {
    expect(secretIn(name, text)).toBeUndefined();
  });
});

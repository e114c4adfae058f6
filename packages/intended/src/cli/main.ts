process.stdout.write('intended\n');

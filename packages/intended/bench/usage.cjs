// Loaded before a measured program (`node --require`): what the process used goes to file descriptor 3 at its end.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, rssMb: maxRSS / 1024 };
  require('node:fs').writeSync(3, JSON.stringify(usage));
});

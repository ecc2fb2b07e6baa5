using System;
using Microsoft.PowerShell;

// PowerShell reports its use to its maker with the first command unless it is told not to; this host serves trials and tests, which stay on this machine.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
return ConsoleShell.Start(bannerText: null, helpText: null, args);

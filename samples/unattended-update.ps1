<#
.SYNOPSIS
Updates a scaling group by image with nobody watching, takes it back when it fails, and tells the outcome by its exit code.

.DESCRIPTION
For scheduled tasks, CI pipelines and runbooks. Everything is written to the output; nothing is asked.

Exit codes:
0  every instance has the image
1  the update failed and was taken back
2  somebody has to look: the rollback failed too, or instances are not what they should be
3  nothing was started, and nothing changed
4  the time is over; the update goes on in the cloud

.EXAMPLE
./samples/unattended-update.ps1 -ScalingGroupId asg-bp18p2yfxow2dloq -ImageId m-bp1simulatedcustom01 -ProfileName prod
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ScalingGroupId,

    [Parameter(Mandatory)]
    [string] $ImageId,

    [ValidateRange(1, 100)]
    [int] $BatchNumber = 5,

    [timespan] $Timeout = '02:00:00',

    [string] $ProfileName,

    # The same token for each attempt of one job, such as the id of the pipeline run, starts one update however often the job is repeated.
    [string] $ClientToken
)

if (-not (Get-Module RollingUpdate)) {
    Import-Module "$PSScriptRoot/../RollingUpdate.psd1" -ErrorAction Stop
}

$Account = @{}
if ($ProfileName) { $Account.ProfileName = $ProfileName }
$Once = @{}
if ($ClientToken) { $Once.ClientToken = $ClientToken }

try {
    $update = Start-EssRollingUpdate $ScalingGroupId -ImageId $ImageId -BatchNumber $BatchNumber -Confirm:$false -ErrorAction Stop @Account @Once
}
catch {
    "NOT STARTED: $_"
    exit 3
}
"STARTED: $($update.ExecutionId)"

$ended = $update | Wait-OosExecution -Timeout $Timeout -ErrorAction SilentlyContinue -ErrorVariable Reasons
if (-not $ended) {
    "NOT ENDED: $($Reasons[0])"
    "Look with: Wait-OosExecution $($update.ExecutionId)"
    exit 4
}

if ($ended.Status -eq 'Success') {
    $wrong = $update | Get-EssRollingUpdateInstance -Coverage | Where-Object { $_.Coverage -in 'Missing', 'Failed', 'Standby', 'Differs' }
    if ($wrong) {
        "NOT COMPLETE: $($wrong.InstanceId -join ', ')"
        exit 2
    }
    'DONE: every instance has the image.'
    exit 0
}

"FAILED: $($Reasons[0])"
$rollback = $update | Start-EssRollback -Wait -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable Reasons
if ($rollback.Status -eq 'Success') {
    "TAKEN BACK: $($rollback.ExecutionId)"
    exit 1
}
"ROLLBACK FAILED: $($Reasons[0])"
"Put right what is left with: Repair-EssScalingGroup $ScalingGroupId"
exit 2

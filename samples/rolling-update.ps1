# The whole user guide, rehearsed against the simulator: check the credentials, update a group of five instances by image, by script and
# by package, look at each, and take each back. The exit code is 0 only when every update and every rollback succeeded.

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../RollingUpdate.psd1"
Import-Module "$PSScriptRoot/../src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1"

$GroupId = 'asg-bp18p2yfxow2dloq'
$script:Failures = 0

function Show-Step([string] $Text) {
    "`n==> $Text" | Out-Host
}

# Starts, waits, shows; then takes it back and shows that all is as it was.
function Test-Update([string] $Title, [scriptblock] $Start, [hashtable] $RollbackArguments, [scriptblock] $State) {
    $before = & $State

    Show-Step "$Title update in 2 batches"
    $update = & $Start
    $update | Out-Host
    if ($update.Outputs.commandOutputs) { 'Outputs:', $update.Outputs.commandOutputs | Out-Host }
    Get-EssScalingInstance $GroupId -Include Image, Package | Out-Host

    Show-Step "$Title rollback"
    $rollback = $update | Start-EssRollback @RollbackArguments -BatchNumber 2 -Wait -PollingInterval 0.2 -Confirm:$false
    $rollback | Out-Host
    if ($rollback.Outputs.commandOutputs) { 'Outputs:', $rollback.Outputs.commandOutputs | Out-Host }
    Get-EssScalingInstance $GroupId -Include Image, Package | Out-Host

    if ($update.Status -ne 'Success' -or $rollback.Status -ne 'Success') {
        "FAILED: the update is $($update.Status), the rollback $($rollback.Status)." | Out-Host
        $script:Failures++
    }
    elseif ((& $State) -ne $before) {
        'FAILED: after the rollback the group is not what it was before.' | Out-Host
        $script:Failures++
    }
    else {
        'The group is what it was before.' | Out-Host
    }
}

$simulator = Start-AliyunSimulator -InstanceCount 5 -Speed 600
try {
    Show-Step 'Signing in and checking the credentials'
    $simulator | Connect-Aliyun | Out-Host
    Get-AliyunCallerIdentity | Out-Host
    Get-AliyunRegion cn-h* | Out-Host

    Show-Step 'The group to update'
    Get-EssScalingGroup $GroupId | Out-Host

    # What an update changes: the images and packages of the instances, and the image new instances would get.
    $State = {
        $instances = Get-EssScalingInstance $GroupId -Include Image, Package | ForEach-Object {
            '{0} {1} {2} {3}' -f $_.InstanceId, $_.LifecycleState, $_.ImageId, $_.Packages['wordpress']
        }
        $group = Get-EssScalingGroup $GroupId
        ($instances -join "`n") + ($group.SuspendedProcesses -join ',')
    }

    Test-Update 'Image' -State $State -RollbackArguments @{} -Start {
        Start-EssRollingUpdate $GroupId -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2 -Wait -PollingInterval 0.2
    }
    Test-Update 'Script' -State $State -RollbackArguments @{} -Start {
        Start-EssRollingUpdate $GroupId -Script "df -h`nifconfig" -RollbackScript "df -h`nifconfig" -BatchNumber 2 -Wait -PollingInterval 0.2
    }
    Test-Update 'Package' -State $State -RollbackArguments @{ PackageVersion = 'v3' } -Start {
        Start-EssRollingUpdate $GroupId -PackageName wordpress -PackageVersion v4 -BatchNumber 2 -Wait -PollingInterval 0.2
    }
}
finally {
    $simulator | Stop-AliyunSimulator
}

if ($script:Failures -gt 0) {
    Show-Step "$($script:Failures) of 3 updates did not come back as they should."
    exit 1
}
Show-Step 'All three updates and their rollbacks succeeded.'
exit 0

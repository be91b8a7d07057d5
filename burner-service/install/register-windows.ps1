<#
.SYNOPSIS
  Starts the Token Desk burner whenever this person signs in, and again when it ends.

.DESCRIPTION
  A scheduled task rather than a Windows service, on purpose (docs/decisions/0007): a service runs as another account and could neither
  open the keys of the person who paired the desk (Credential Manager, DPAPI) nor be a plain console program without
  a wrapper. Run it as that person; no administrator rights are needed. Not tried on Windows yet.

.EXAMPLE
  powershell -ExecutionPolicy Bypass -File register-windows.ps1 -Folder C:\token-desk
.EXAMPLE
  powershell -ExecutionPolicy Bypass -File register-windows.ps1 -Remove
#>
param(
  [string] $Folder = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path,
  [string] $Name = 'Token Desk burner',
  [switch] $Remove
)
$ErrorActionPreference = 'Stop'

if ($Remove) {
  Stop-ScheduledTask -TaskName $Name -ErrorAction SilentlyContinue
  Unregister-ScheduledTask -TaskName $Name -Confirm:$false
  Write-Output "Removed: $Name"
  return
}

$node = (Get-Command node -ErrorAction Stop).Source
$main = Join-Path $Folder 'burner-service\src\main.ts'
if (-not (Test-Path $main)) { throw "There is no $main" }

$arguments = '--conditions=tokendesk:src --import=tsx burner-service\src\main.ts run'
$action = New-ScheduledTaskAction -Execute $node -Argument $arguments -WorkingDirectory $Folder
$trigger = New-ScheduledTaskTrigger -AtLogOn -User "$env:USERDOMAIN\$env:USERNAME"
$settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries `
  -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew `
  -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -StartWhenAvailable
$principal = New-ScheduledTaskPrincipal -UserId "$env:USERDOMAIN\$env:USERNAME" -LogonType Interactive -RunLevel Limited

Register-ScheduledTask -TaskName $Name -Action $action -Trigger $trigger -Settings $settings `
  -Principal $principal -Force | Out-Null
Start-ScheduledTask -TaskName $Name
Write-Output "Registered and started: $Name (log: $env:USERPROFILE\.token-desk\log\desk.log)"

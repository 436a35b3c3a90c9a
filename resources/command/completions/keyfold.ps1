# Completion of keyfold for PowerShell: add `. <path of this file>` to $PROFILE. A name or an AccessKey ID's end is
# offered only under a permission that counts already: pressing Tab never makes Keyfold ask.

Register-ArgumentCompleter -Native -CommandName keyfold -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $options = @{
        exec     = '--key', '--provider', '--only', '--', '--help'
        external = '--key', '--provider', '--format', '--help'
        env      = '--shell', '--key', '--provider', '--only', '--help'
        list     = '--json', '--names', '--ids', '--quiet', '--help'
        lock     = @('--help')
        status   = '--json', '--help'
        help     = 'exec', 'external', 'env', 'list', 'lock', 'status', 'help', 'version'
        version  = @()
    }
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            ForEach-Object { $_.Extent.Text.Trim('"', "'") } | Select-Object -Skip 1)
    $vault = @()
    if ($words.Count -ge 2 -and $words[0] -eq '--vault') {
        $vault = $words[0..1]
        $words = @($words | Select-Object -Skip 2)
    }
    if ($words -contains '--') { return }

    $before = if ($words.Count -gt 0) { $words[-1] } else { '' }
    $choice = switch ($before) {
        '--key' { keyfold @vault list --names --quiet 2>$null; keyfold @vault list --ids --quiet 2>$null }
        '--provider' { 'alibaba', 'private-alibaba', 'huawei', 'pingan' }
        '--format' { 'aliyun-cli', 'credential-process' }
        '--shell' { 'sh', 'fish', 'powershell', 'cmd' }
        default {
            if ($words.Count -eq 0) { 'exec', 'external', 'env', 'list', 'lock', 'status', 'help', 'version', '--vault' }
            elseif ($options.ContainsKey($words[0])) { $options[$words[0]] }
        }
    }
    $typed = $wordToComplete.Trim('"', "'")
    $choice | Where-Object { $_ -and $_.StartsWith($typed) } | ForEach-Object {
        # A name is any text: in single quotes nothing in it means anything.
        $text = if ($_ -match '^[\w.-]+$') { $_ } else { "'" + $_.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}

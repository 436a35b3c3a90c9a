# Completion of keyfold for fish. A name or an AccessKey ID's end is offered only under a permission that counts already:
# pressing Tab never makes Keyfold ask.

function __keyfold_keys
    set -l words (commandline -opc)
    set -l vault
    test "$words[2]" = --vault; and set vault --vault $words[3]
    keyfold $vault list --names --quiet 2>/dev/null
    keyfold $vault list --ids --quiet 2>/dev/null
end

# Whether this is the command that is typed, and nothing after -- is.
function __keyfold_in
    set -l words (commandline -opc)
    contains -- -- $words; and return 1
    for word in $words[2..]
        contains -- $word exec external env list lock status help version; and begin
            contains -- $word $argv
            return
        end
    end
    test "$argv" = none
end

# The program after --, and its arguments by its own completion.
function __keyfold_program
    set -l words (commandline -opc) (commandline -ct)
    set -l from (contains -i -- -- $words); or return
    complete -C (string join ' ' -- (string escape -- $words[(math $from + 1)..]))
end

complete -c keyfold -f
complete -c keyfold -n '__keyfold_in none' -l vault -xa '(__fish_complete_directories)' -d 'The Keyfold that has this vault'
complete -c keyfold -n '__keyfold_in none' -a exec -d 'Start a program that has a key in its environment'
complete -c keyfold -n '__keyfold_in none' -a external -d 'Print a key for aliyun-cli, SDKs and credential_process'
complete -c keyfold -n '__keyfold_in none' -a env -d 'Print a key as variables for a shell'
complete -c keyfold -n '__keyfold_in none' -a list -d 'List keys, without their secrets'
complete -c keyfold -n '__keyfold_in none' -a lock -d 'Lock Keyfold'
complete -c keyfold -n '__keyfold_in none' -a status -d 'Say whether Keyfold is locked'
complete -c keyfold -n '__keyfold_in none' -a help -d 'Show help'
complete -c keyfold -n '__keyfold_in none' -a version -d 'Print the version'
complete -c keyfold -n '__keyfold_in none exec external env list lock status' -l help -d 'Show help'
complete -c keyfold -n '__keyfold_in exec external env' -l key -xa '(__keyfold_keys)' -d 'A name, or the end of an AccessKey ID'
complete -c keyfold -n '__keyfold_in exec external env' -l provider -xa 'alibaba private-alibaba huawei pingan' -d 'Its default key'
complete -c keyfold -n '__keyfold_in exec env' -l only -x -d 'Only the variables of one set'
complete -c keyfold -n '__keyfold_in external' -l format -xa 'aliyun-cli credential-process' -d 'Of the JSON'
complete -c keyfold -n '__keyfold_in env' -l shell -xa 'sh fish powershell cmd' -d 'For which shell'
complete -c keyfold -n '__keyfold_in list status' -l json -d 'As JSON'
complete -c keyfold -n '__keyfold_in list' -l names -d 'Only the names'
complete -c keyfold -n '__keyfold_in list' -l ids -d 'Only the ends of the AccessKey IDs'
complete -c keyfold -n '__keyfold_in list' -l quiet -d 'Do not ask'
complete -c keyfold -n '__keyfold_in help' -a 'exec external env list lock status help version'
complete -c keyfold -n 'contains -- -- (commandline -opc)' -a '(__keyfold_program)'

# Completion of keyfold for bash. A name or an AccessKey ID's end is offered only under a permission that counts already:
# pressing Tab never makes Keyfold ask.

_keyfold() {
  COMPREPLY=()
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at command='' vault=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case ${COMP_WORDS[at]} in
      --vault)
        [[ -n $command ]] || { vault=(--vault "${COMP_WORDS[at + 1]}") && ((at++)); }
        ;;
      --)
        if [[ $command == exec ]]; then
          _keyfold_program $((at + 1))
          return
        fi
        ;;
      *) [[ -n $command ]] || command=${COMP_WORDS[at]} ;;
    esac
  done
  local choice=()
  case $before in
    --vault) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --key) _keyfold_keys "$word" "${vault[@]}" && return ;;
    --provider) choice=(alibaba private-alibaba huawei pingan) ;;
    --format) choice=(aliyun-cli credential-process) ;;
    --shell) choice=(sh fish powershell cmd) ;;
    *)
      case $command in
        '') choice=(exec external env list lock status help version --vault --help --version) ;;
        exec) choice=(--key --provider --only -- --help) ;;
        external) choice=(--key --provider --format --help) ;;
        env) choice=(--shell --key --provider --only --help) ;;
        list) choice=(--json --names --ids --quiet --help) ;;
        status) choice=(--json --help) ;;
        help) choice=(exec external env list lock status help version) ;;
      esac
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "${choice[*]}" -- "$word")
}

# Names first; where none begins so, the ends of AccessKey IDs.
_keyfold_keys() {
  local typed=$1 what line
  shift
  # What is typed may have a quote or backslashes before a blank.
  typed=${typed#[\"\']}
  typed=${typed//\\/}
  for what in --names --ids; do
    while IFS= read -r line; do
      [[ $line == "$typed"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
    done < <(keyfold "$@" list "$what" --quiet 2>/dev/null)
    ((${#COMPREPLY[@]})) && return
  done
  return 0
}

# The program after --, and its arguments by its own completion.
_keyfold_program() {
  if declare -F _command_offset >/dev/null; then
    _command_offset "$1"
  elif ((COMP_CWORD == $1)); then
    mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
  fi
}

complete -F _keyfold keyfold

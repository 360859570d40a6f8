# Completion of fashionorleans in bash. Put into ~/.bashrc:  source <(fashionorleans completion bash)
_fashionorleans() {
    local line=${COMP_LINE#* } suggestions
    local point=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
    suggestions=$("$1" "[suggest:$point]" "$line" 2>/dev/null) || return
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$suggestions" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _fashionorleans fashionorleans

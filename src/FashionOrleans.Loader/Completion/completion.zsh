#compdef fashionorleans
# Completion of fashionorleans in zsh. Put into ~/.zshrc after compinit:  source <(fashionorleans completion zsh)
_fashionorleans() {
    local line="${(j: :)words[2,CURRENT]}"
    local -a suggestions=("${(@f)$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    compadd -- ${suggestions:#} || _files
}
compdef _fashionorleans fashionorleans

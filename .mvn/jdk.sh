# Sourced by ./mvnw and ./suite: points JAVA_HOME at a JDK 25, wherever this machine keeps one.
portal_is_jdk25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }
if ! portal_is_jdk25 "${JAVA_HOME:-/nonexistent}"; then
  portal_found=
  set +f
  for portal_jdk in "${JDK_25:-/nonexistent}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if portal_is_jdk25 "$portal_jdk"; then portal_found=$portal_jdk; break; fi
  done
  if [ -z "$portal_found" ]; then
    echo "Partner Portal needs a JDK 25 and found none: install Temurin 25 (sdk install java 25-tem, or your package manager) or set JAVA_HOME to one." >&2
    exit 1
  fi
  JAVA_HOME=$portal_found
  export JAVA_HOME
fi

// The control plane of the end-to-end tests in one binary: kube-apiserver, etcd and kubectl, chosen by the name it
// was started under (a link) or else by its first argument, as busybox does. One binary, because the three share
// most of their code: one link step instead of three, and less on disk.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
)

var programs = map[string]func(){
	"kube-apiserver": func() { os.Exit(cli.Run(apiserver.NewAPIServerCommand())) },
	"etcd":           func() { etcdmain.Main(os.Args) },
	"kubectl": func() {
		// Upstream's kubectl does the same: its own error texts and exit codes instead of cli.Run's.
		if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
			util.CheckErr(err)
		}
	},
}

func main() {
	if run, ok := programs[filepath.Base(os.Args[0])]; ok {
		run()
		return
	}
	if len(os.Args) > 1 {
		if run, ok := programs[os.Args[1]]; ok {
			// The programs read os.Args themselves and must not see the name of this binary before their own.
			os.Args = os.Args[1:]
			run()
			return
		}
	}
	fmt.Fprintln(os.Stderr, "usage: control-plane kube-apiserver|etcd|kubectl [arguments]")
	os.Exit(2)
}

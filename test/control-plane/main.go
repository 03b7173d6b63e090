// The control plane of the end-to-end tests in one binary: kube-apiserver, etcd, kube-controller-manager, kube-scheduler
// and kubectl, chosen by the name it was started under (a link) or else by its first argument, as busybox does. One
// binary, because they share most of their code: one link step instead of five, and less on disk.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

var programs = map[string]func(){
	"kube-apiserver":          func() { os.Exit(cli.Run(apiserver.NewAPIServerCommand())) },
	"kube-controller-manager": func() { os.Exit(cli.Run(controllermanager.NewControllerManagerCommand())) },
	"kube-scheduler":          func() { os.Exit(cli.Run(scheduler.NewSchedulerCommand())) },
	"etcd":                    func() { etcdmain.Main(os.Args) },
	"kubectl": func() {
		// Upstream's kubectl does the same: its own error texts and exit codes instead of cli.Run's.
		if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
			util.CheckErr(err)
		}
	},
}

// endWithStdin waits for the end of standard input, then deletes dir and ends this process. A server whose starter
// holds the other end of that pipe outlives it in no case, not even if the starter is killed with SIGKILL.
func endWithStdin(dir string) {
	io.Copy(io.Discard, os.Stdin)
	// The other server may be writing a file there until it ends too, which is about now.
	for range 20 {
		if os.RemoveAll(dir) == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	os.Exit(1)
}

func main() {
	if dir := os.Getenv("CONTROL_PLANE_TEMPORARY_FOLDER"); dir != "" {
		go endWithStdin(dir)
	}
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
	fmt.Fprintln(os.Stderr, "usage: control-plane kube-apiserver|kube-controller-manager|kube-scheduler|etcd|kubectl [arguments]")
	os.Exit(2)
}

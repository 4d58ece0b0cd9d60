// Command bridge serves a provider of our own on the real Pulumi bridge: `bridge cloudflare|alicloud|aws`. It prints its port
// and ends when stdin closes. The declarations are written from docs/facts; the clouds are the sandbox's own services, at
// the address in MAILZONE_BRIDGE_SERVICE.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"os"

	rprovider "github.com/pulumi/pulumi/pkg/v3/resource/provider"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

type serve func(context.Context, *rprovider.HostClient, service) (pulumirpc.ResourceProviderServer, error)

var clouds = map[string]serve{
	"cloudflare": serveCloudflare,
	"alicloud":   serveAlicloud,
	"aws":        serveAws,
}

func main() {
	log.SetOutput(os.Stderr)
	if len(os.Args) != 2 || clouds[os.Args[1]] == nil {
		log.Fatal("usage: bridge cloudflare|alicloud|aws")
	}
	if err := run(clouds[os.Args[1]], service{os.Getenv("MAILZONE_BRIDGE_SERVICE")}); err != nil {
		log.Fatal(err)
	}
}

func run(cloud serve, s service) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	host, err := rprovider.NewHostClient(listener.Addr().String())
	if err != nil {
		return err
	}
	provider, err := cloud(context.Background(), host, s)
	if err != nil {
		return err
	}
	server := grpc.NewServer(grpc.MaxRecvMsgSize(1 << 28))
	pulumirpc.RegisterResourceProviderServer(server, provider)
	pulumirpc.RegisterEngineServer(server, engine{})
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	return server.Serve(listener)
}

// engine takes what a provider logs; there is no engine.
type engine struct {
	pulumirpc.UnimplementedEngineServer
}

func (engine) Log(context.Context, *pulumirpc.LogRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}
